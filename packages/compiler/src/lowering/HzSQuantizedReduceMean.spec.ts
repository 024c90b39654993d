import { lowerHzSQuantizedReduceMean } from './HzSQuantizedReduceMean';
import { lowered } from './lowered.fixture';

const layers = (attrs: string) =>
  lowered(
    lowerHzSQuantizedReduceMean,
    'input x: int8[1x2x4x6] NCHW\nconst m: float32[] = [0.25]\n' +
      `n: y = HzSQuantizedReduceMean(x, m) {${attrs}}\noutput y`,
  );

describe('lowerHzSQuantizedReduceMean', () => {
  it('over the plane is one pool', () => {
    expect(layers('axes: [-1, 2]')).toMatchObject([{ kind: 'pool', x: 'x', y: 'y', kernel: [4, 6] }]);
  });

  it('over anything else puts what is folded in columns', () => {
    expect(layers('axes: [1], keepdims: false')).toMatchObject([
      {
        kind: 'move',
        x: 'x',
        y: { shape: [24, 1, 2, 1] },
        size: [1, 4, 6, 2],
        xStrides: [48, 6, 1, 24],
        yStrides: [48, 12, 2, 1],
      },
      { kind: 'pool', kernel: [2, 1], y: { shape: [24, 1, 1, 1] } },
      { kind: 'move', y: 'y', size: [1, 4, 6] },
    ]);
  });
});
