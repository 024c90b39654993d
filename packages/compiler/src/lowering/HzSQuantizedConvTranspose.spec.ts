import { lowerHzSQuantizedConvTranspose } from './HzSQuantizedConvTranspose';
import { lowered } from './lowered.fixture';

const layers = (attrs: string) =>
  lowered(
    lowerHzSQuantizedConvTranspose,
    `
  input x: int8[1x2x3x3] NCHW
  const w: int8[4x2x2x2] = seed 1
  const b: int32[4] = splat 1
  const m: float32[4] = splat 0.5
  d: y = HzSQuantizedConvTranspose(x, w, b, m) {kernel: [2, 2], ${attrs}}
  output y
`,
  );

describe('lowerHzSQuantizedConvTranspose', () => {
  it('spreads the input over zeros and convolves', () => {
    const [move, conv] = layers('strides: [2, 2]');
    expect(move).toMatchObject({
      kind: 'move',
      y: { name: 'stuffed', dtype: 'int8', shape: [1, 2, 5, 5] },
      size: [1, 2, 3, 3],
      yOffset: 0,
      yStrides: [50, 25, 10, 2],
      fill: 0,
    });
    expect(conv).toMatchObject({ kind: 'conv', strides: [1, 1], pads: [1, 1, 1, 1], y: 'y' });
    expect(conv).toHaveProperty('x', move.y);
  });

  it('pads more where rows are added to the output', () => {
    expect(layers('strides: [2, 2], output_padding: [1, 0]')[1]).toMatchObject({ pads: [1, 1, 2, 1] });
  });

  it('crops in the move where a pad is larger than the reach of the kernel', () => {
    const [move, conv] = layers('strides: [2, 2], pads: [2, 0, 0, 0]');
    expect(move).toMatchObject({ y: { shape: [1, 2, 5, 7] }, size: [1, 2, 2, 3], xOffset: 3, yOffset: 8 });
    expect(conv).toMatchObject({ pads: [0, 0, 0, 0] });
  });
});
