import { lowered } from './lowered.fixture';
import { lowerReshape } from './Reshape';

const layers = (shape: string) =>
  lowered(lowerReshape, `input x: int8[1x8x6x4] NCHW\nn: y = Reshape(x) {shape: [${shape}]}\noutput y`);

describe('lowerReshape', () => {
  it('is one move where both shapes can be walked together', () => {
    expect(layers('1, -1')).toMatchObject([
      { x: 'x', y: 'y', size: [8, 6, 4], xStrides: [24, 4, 1], yStrides: [24, 4, 1] },
    ]);
  });

  it('is two moves through a row where they cannot', () => {
    expect(layers('1, 6, 8, 4')).toMatchObject([
      { x: 'x', y: { name: 'row', shape: [192] }, size: [1, 8, 6, 4] },
      { x: { name: 'row' }, y: 'y', size: [1, 6, 8, 4] },
    ]);
  });
});
