import { DiagnosticError } from '@openbpu/diagnostics';
import {
  lowerHzPreprocessQuantized,
  lowerHzSQuantizedConv,
  lowerHzSQuantizedConvTranspose,
  proveAccumulator,
} from './convolution';
import { lowered, quantised } from './lowered.fixture';

describe('lowerHzSQuantizedConv', () => {
  const CONV = `
  input x: int8[1x4x8x8] NCHW
  const w: int8[6x2x3x3] = seed 1
  const b: int32[6] = splat 1
  const m: float32[6] = splat 0.5
`;

  it('keeps geometry and bounds', () => {
    expect(
      lowered(
        lowerHzSQuantizedConv,
        `${CONV}c: y = HzSQuantizedConv(x, w, b, m) {kernel: [3, 3], strides: [2, 1], pads: [1, 0, ` +
          '1, 0], group: 2, low: 0}\n' +
          'output y',
      ),
    ).toEqual([
      {
        kind: 'conv',
        x: 'x',
        weights: 'w',
        bias: 'b',
        multiplier: 'm',
        y: 'y',
        kernel: [3, 3],
        strides: [2, 1],
        dilations: [1, 1],
        pads: [1, 0, 1, 0],
        group: 2,
        low: 0,
        high: 127,
      },
    ]);
  });

  it('a tail has no multiplier', () => {
    const [layer] = lowered(
      lowerHzSQuantizedConv,
      `${CONV}c: y = HzSQuantizedConv(x, w, b) {kernel: [3, 3], group: 2}\noutput y`,
    );
    expect(layer).not.toHaveProperty('multiplier');
  });

  it('stops where an accumulator could overflow', () => {
    expect(() =>
      lowered(
        lowerHzSQuantizedConv,
        `${CONV.replace('splat 1', 'splat 2147483000')}c: y = HzSQuantizedConv(x, w, b, m) {kernel: ` +
          '[3, 3], group: 2}\n' +
          'output y',
      ),
    ).toThrow(/CMP001/);
  });
});

describe('lowerHzSQuantizedConvTranspose', () => {
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

describe('lowerHzPreprocessQuantized', () => {
  it('is a pointwise convolution with wide weights', () => {
    expect(
      lowered(
        lowerHzPreprocessQuantized,
        `
      input x: int8[1x3x8x8] NCHW
      const w: int16[3x3x1x1] = splat 8192
      const b: int32[3] = splat 1
      const m: float32[3] = splat 0.5
      p: y = HzPreprocessQuantized(x, w, b, m)
      output y
    `,
      ),
    ).toEqual([
      {
        kind: 'conv',
        x: 'x',
        weights: 'w',
        bias: 'b',
        multiplier: 'm',
        y: 'y',
        kernel: [1, 1],
        strides: [1, 1],
        dilations: [1, 1],
        pads: [0, 0, 0, 0],
        group: 1,
        low: -128,
        high: 127,
      },
    ]);
  });

  it('clamps to the type it gives', () => {
    const [conv] = lowered(
      lowerHzPreprocessQuantized,
      `
      input x: int8[1x3x8x8] NCHW
      const w: int16[3x3x1x1] = splat 8192
      const b: int32[3] = splat 1
      const m: float32[3] = splat 0.5
      p: y = HzPreprocessQuantized(x, w, b, m) {dtype: "int16"}
      output y
    `,
    );
    expect(conv).toMatchObject({ low: -32768, high: 32767 });
  });
});

it('lowers a pointwise convolution with wide weights to int16 too', () => {
  expect(
    lowered(
      lowerHzPreprocessQuantized,
      `
      input x: int8[1x1x8x8] NCHW
      const w: int16[1x1x1x1] = splat 8192
      const b: int32[1] = splat 1
      const m: float32[1] = splat 0.5
      p: y = HzPreprocessQuantized(x, w, b, m) {dtype: "int16"}
      output y
    `,
    ),
  ).toMatchObject([{ kind: 'conv', low: -32768, high: 32767 }]);
});

describe('proveAccumulator', () => {
  /** One channel with weights that sum to `sum` (in 128s) and a bias. */
  function prove(channels: number, bias: number, tail = false, dtype = 'int8'): string {
    const graph = quantised(`
    input x: ${dtype}[1x${channels}x1x1] NCHW
    const w: int8[2x${channels}x1x1] = splat -128
    const b: int32[2] = [0, ${bias}]
    const m: float32[2] = [1, 1]
    conv: y = HzSQuantizedConv(x, w, b${tail ? '' : ', m'}) {kernel: [1, 1]}
    output y
  `);
    try {
      proveAccumulator(graph.nodes[0], graph);
      return 'proven';
    } catch (error) {
      if (error instanceof DiagnosticError) return error.message;
      throw error;
    }
  }

  it('accepts whatever stays below 2^31', () => {
    expect(prove(1, 0)).toBe('proven');
    expect(prove(131071, 16383)).toBe('proven');
    expect(prove(1, 2 ** 31 - 1 - 16384)).toBe('proven');
    expect(prove(1, -(2 ** 31) + 1 + 16384)).toBe('proven');
  });

  it('holds sums of int16 to their halves, and tails of them to all of int32', () => {
    expect(prove(65793, 2 ** 31 - 1, false, 'int16')).toBe('proven');
    expect(prove(65794, 0, false, 'int16')).toMatch(/channel 0 can reach 2147516160/);
    expect(prove(1, 2 ** 31 - 1 - 2 ** 22, true, 'int16')).toBe('proven');
    expect(prove(1, 2 ** 31 - 2 ** 22, true, 'int16')).toMatch(/channel 1 can reach 2147483648/);
    expect(prove(511, 0, true, 'int16')).toBe('proven');
    expect(prove(512, 0, true, 'int16')).toMatch(/CMP001/);
  });

  it('refuses what reaches it, with the channel and the bound', () => {
    expect(prove(1, 2 ** 31 - 16384)).toMatch(/CMP001.*layer "conv".*channel 1 can reach 2147483648/);
    expect(prove(131072, 0)).toMatch(/channel 0 can reach 2147483648/);
    expect(prove(1, -(2 ** 31), true)).toMatch(/CMP001/);
  });
});
