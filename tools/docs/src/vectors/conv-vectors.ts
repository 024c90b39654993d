import { clamped, requantised } from './law';
import { fill, checkerboard, strides } from './patterns';
import { type Convolution, type Slide, accumulators, slidOver, slide } from './planes';
import { type Vector, type VectorFile, tensor, vector } from './vector';

interface More {
  readonly op?: string;
  readonly weights?: string;
  readonly bounds?: readonly [number, number];
  /** What padding reads as. */
  readonly padding?: number;
}

/** The same convolution with its padding written out as elements of the plane. */
function padded(c: Convolution, padding: number): Convolution {
  const [top, left, bottom, right] = c.window.pads;
  const [h, w] = c.plane;
  const plane: [number, number] = [h + top + bottom, w + left + right];
  const x = Array.from({ length: c.cin * plane[0] * plane[1] }, (_, i) => {
    const [row, column] = [(Math.floor(i / plane[1]) % plane[0]) - top, (i % plane[1]) - left];
    return row >= 0 && row < h && column >= 0 && column < w
      ? c.x[Math.floor(i / (plane[0] * plane[1])) * h * w + row * w + column]
      : padding;
  });
  return { ...c, plane, x, window: { ...c.window, pads: [0, 0, 0, 0] } };
}

/** A convolution of one image; without multipliers a tail, which gives its accumulators. */
function conv(
  name: string,
  c: Convolution,
  multipliers?: readonly number[],
  { op = 'HzSQuantizedConv', weights = 'int8', bounds = [-128, 127], padding = 0 }: More = {},
): Vector {
  const sums = accumulators(padded(c, padding));
  const [oh, ow] = slidOver(c.plane, c.window);
  const per = oh * ow;
  const { kernel, strides: steps, dilations, pads } = c.window;
  const attributes =
    op === 'HzSQuantizedConv'
      ? {
          kernel,
          strides: steps,
          dilations,
          pads,
          group: c.group ?? 1,
          low: bounds[0],
          high: bounds[1],
          ...(padding === 0 ? {} : { padding }),
        }
      : {};
  return vector(name, op, {
    attributes,
    inputs: [tensor('int8', [1, c.cin, ...c.plane], c.x)],
    parameters: [
      tensor(weights, [c.cout, c.cin / (c.group ?? 1), ...kernel], c.w),
      tensor('int32', [c.cout], c.bias),
      ...(multipliers ? [tensor('float32', [c.cout], multipliers)] : []),
    ],
    outputs: [
      multipliers
        ? tensor(
            'int8',
            [1, c.cout, oh, ow],
            sums.map((acc, i) => requantised(acc, multipliers[Math.floor(i / per)], bounds)),
          )
        : tensor(
            'int32',
            [1, c.cout, oh, ow],
            sums.map((acc) => clamped(acc, [-(2 ** 31), 2 ** 31 - 1])),
          ),
    ],
  });
}

/** A pointwise convolution of one channel with weight 1: the accumulators are x + bias. */
const offset = (bias: number, x: readonly number[]): Convolution => ({
  cin: 1,
  cout: 1,
  plane: [1, x.length],
  window: slide([1, 1]),
  x,
  w: [1],
  bias: [bias],
});

const third = Math.fround(1 / 3);

export function convVectors(): VectorFile {
  const same = slide([3, 3], { pads: [1, 1, 1, 1] });
  return {
    title: 'HzSQuantizedConv: integer convolution',
    law:
      'clamp(rne(fround(fround(acc) * M[c])), low, high), acc = bias[c] + sum of x * w; without M ' +
      'the accumulator itself',
    vectors: [
      conv('ties go to the even integer', offset(0, [-128, -5, -3, -1, 0, 1, 3, 5, 7, 127]), [0.5]),
      conv('accumulators beyond 2^24 are rounded before the product', offset(2 ** 24, [-1, 0, 1, 2, 3, 4, 5]), [
        2.5 / 2 ** 24,
      ]),
      conv('the same below zero', offset(-(2 ** 24), [-5, -4, -3, -2, -1, 0, 1]), [2.5 / 2 ** 24]),
      conv(
        'biases of 2^30 and a multiplier that rounds all away',
        { ...offset(2 ** 30, [-128, 0, 127]), cout: 2, w: [127, -127], bias: [2 ** 30, -(2 ** 30)] },
        [2 ** -24, 2 ** -40],
      ),
      conv('both ends saturate, below at a folded Relu', offset(0, [-128, -1, 0, 1, 126, 127]), [Math.fround(1.01)], {
        bounds: [0, 127],
      }),
      conv('a folded Relu6 clamps above', offset(0, [-128, -1, 0, 1, 60, 127]), [1], { bounds: [0, 96] }),
      conv(
        'all -128 with weights -128',
        { cin: 8, cout: 2, plane: [3, 3], window: same, x: fill(72, -128), w: fill(144, -128), bias: [0, -1] },
        [2 ** -13, third],
      ),
      conv(
        'all 127 with weights -127',
        { cin: 8, cout: 2, plane: [3, 3], window: same, x: fill(72, 127), w: fill(144, -127), bias: [0, 1] },
        [2 ** -14, Math.fround(1e-4)],
      ),
      conv(
        'stride, dilation and uneven pads',
        {
          cin: 2,
          cout: 3,
          plane: [5, 6],
          window: slide([2, 3], { strides: [2, 1], dilations: [1, 2], pads: [1, 0, 0, 2] }),
          x: strides(60, 37),
          w: strides(36, 91),
          bias: [100, -100, 7],
        },
        [0.002, 0.005, 0.01].map(Math.fround),
      ),
      conv(
        'groups',
        {
          cin: 4,
          cout: 4,
          group: 2,
          plane: [2, 2],
          window: slide([1, 1]),
          x: checkerboard(16),
          w: strides(8, 51),
          bias: [1, 2, 3, 4],
        },
        [0.01, 0.02, 0.03, 0.04].map(Math.fround),
      ),
      conv(
        'depthwise',
        {
          cin: 3,
          cout: 3,
          group: 3,
          plane: [4, 4],
          window: same,
          x: strides(48, 113),
          w: strides(27, 67),
          bias: [0, 5000, -5000],
        },
        [0.004, 0.003, 0.002].map(Math.fround),
      ),
      conv(
        'padding that reads as -128',
        {
          cin: 2,
          cout: 2,
          plane: [3, 4],
          window: slide([3, 3], { strides: [2, 1], pads: [1, 1, 0, 2] }),
          x: strides(24, 113),
          w: strides(36, 67),
          bias: [128 * 50, -3],
        },
        [0.002, 0.003].map(Math.fround),
        { padding: -128 },
      ),
      conv(
        'the same depthwise',
        {
          cin: 3,
          cout: 3,
          group: 3,
          plane: [4, 4],
          window: same,
          x: strides(48, 91),
          w: strides(27, 37),
          bias: [0, 128, -128],
        },
        [0.004, 0.003, 0.002].map(Math.fround),
        { padding: -128, bounds: [-128, 100] },
      ),
      conv(
        'the same as a tail',
        { cin: 1, cout: 1, plane: [2, 2], window: same, x: [-128, 127, 0, 1], w: fill(9, 127), bias: [7] },
        undefined,
        { padding: -128 },
      ),
      conv('a tail gives its accumulators', {
        cin: 2,
        cout: 2,
        plane: [1, 3],
        window: slide([1, 1]),
        x: [-128, 0, 127, -128, 1, 127],
        w: [127, 127, -128, 1],
        bias: [2 ** 30, -5],
      }),
    ],
  };
}

export function preprocessVectors(): VectorFile {
  const run = (name: string, c: Convolution, m: readonly number[]) =>
    conv(name, c, m.map(Math.fround), { op: 'HzPreprocessQuantized', weights: 'int16' });
  const pixel = (x: readonly number[], w: readonly number[], bias: readonly number[]): Convolution => ({
    cin: 3,
    cout: bias.length,
    plane: [1, x.length / 3],
    window: slide([1, 1]),
    x,
    w,
    bias,
  });
  const corners = [-128, 127, -128, 127, 0, -128, 127, 127, -128, 0, -128, 127, -128, 127, 0];
  return {
    title: 'HzPreprocessQuantized: normalisation and colour with weights of 14 bits',
    law: 'clamp(rne(fround(fround(acc) * M[c]))), weights in -8192..8192',
    vectors: [
      run(
        'a matrix of three colours',
        pixel(corners, [8192, 0, 6500, 8192, -1593, -3304, 8192, 8192, -12], [0, 70000, -70000]),
        [1.2e-4, 1e-4, 6.1e-5],
      ),
      run(
        'the largest weights at both ends',
        pixel(corners, [8192, 8192, 8192, -8192, -8192, -8192], [2 ** 24 + 1, -(2 ** 24) - 1]),
        [2 ** -17, 2 ** -17],
      ),
      run('ties go to the even integer', pixel([1, 3, 5, -1, -3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [4096, 0, 0], [0]), [
        2 ** -13,
      ]),
    ],
  };
}

/**
 * A transposed convolution of one channel: zeros between the elements, then the convolution with what the pads leave of
 * its own.
 */
function transposed(
  name: string,
  plane: readonly [number, number],
  x: readonly number[],
  w: readonly number[],
  window: Slide,
  outputPadding: readonly [number, number],
  m: number,
): Vector {
  const { kernel, strides: steps, dilations, pads } = window;
  const spread: [number, number] = [steps[0] * (plane[0] - 1) + 1, steps[1] * (plane[1] - 1) + 1];
  const sparse = fill(spread[0] * spread[1], 0);
  x.forEach(
    (value, i) => (sparse[Math.floor(i / plane[1]) * steps[0] * spread[1] + (i % plane[1]) * steps[1]] = value),
  );
  const rest = (axis: 0 | 1, side: 0 | 2) => dilations[axis] * (kernel[axis] - 1) - pads[axis + side];
  const inner = slide(kernel, {
    dilations,
    pads: [rest(0, 0), rest(1, 0), rest(0, 2) + outputPadding[0], rest(1, 2) + outputPadding[1]],
  });
  const sums = accumulators({ cin: 1, cout: 1, plane: spread, window: inner, x: sparse, w, bias: [3] });
  return vector(name, 'HzSQuantizedConvTranspose', {
    attributes: {
      kernel,
      strides: steps,
      dilations,
      pads,
      output_padding: outputPadding,
      group: 1,
      low: -128,
      high: 127,
    },
    inputs: [tensor('int8', [1, 1, ...plane], x)],
    parameters: [tensor('int8', [1, 1, ...kernel], w), tensor('int32', [1], [3]), tensor('float32', [1], [m])],
    outputs: [
      tensor(
        'int8',
        [1, 1, ...slidOver(spread, inner)],
        sums.map((acc) => requantised(acc, m)),
      ),
    ],
  });
}

export function convTransposeVectors(): VectorFile {
  return {
    title: 'HzSQuantizedConvTranspose: zeros between the elements, then a convolution',
    law: 'clamp(rne(fround(fround(acc) * M[c])), low, high); the weights are flipped already',
    vectors: [
      transposed(
        'stride 2, kernel 2',
        [2, 3],
        [-128, 127, 0, 1, -1, 64],
        [1, 2, 3, 127],
        slide([2, 2], { strides: [2, 2] }),
        [0, 0],
        0.5,
      ),
      transposed(
        'pads and output padding',
        [3, 3],
        checkerboard(9),
        strides(9, 67),
        slide([3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }),
        [1, 1],
        Math.fround(0.004),
      ),
      transposed(
        'stride 1, uneven pads',
        [2, 2],
        [127, -128, -128, 127],
        strides(9, 91),
        slide([3, 3], { pads: [0, 1, 2, 1] }),
        [0, 0],
        Math.fround(0.01),
      ),
    ],
  };
}
