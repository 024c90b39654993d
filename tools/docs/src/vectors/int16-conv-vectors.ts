import { type Integer, RANGE, all, clampOf, nearestNumber, of, typed } from './int16-parts';
import { INT16, requantised } from './law';
import { fill, strides } from './patterns';
import { type Convolution, accumulators, slidOver, slide } from './planes';
import { type Vector, tensor, vector } from './vector';

/** A convolution; without multipliers a tail. */
function conv(name: string, x: Integer, y: Integer, c: Convolution, m?: readonly number[]): Vector {
  const sums = accumulators(c);
  const [oh, ow] = slidOver(c.plane, c.window);
  const { kernel, strides: steps, dilations, pads } = c.window;
  const group = c.group ?? 1;
  const shape = [1, c.cout, oh, ow];
  return vector(`${name}, ${x} to ${m ? y : 'int32'}: HzSQuantizedConv`, 'HzSQuantizedConv', {
    attributes: { kernel, strides: steps, dilations, pads, group, ...(m ? clampOf(y) : {}) },
    inputs: [tensor(x, [1, c.cin, ...c.plane], c.x)],
    parameters: [
      tensor('int8', [c.cout, c.cin / group, ...kernel], c.w),
      tensor('int32', [c.cout], c.bias),
      ...(m ? [tensor('float32', [c.cout], m)] : []),
    ],
    outputs: [
      m
        ? tensor(
            y,
            shape,
            sums.map((acc, i) => requantised(acc, m[Math.floor(i / (oh * ow))], RANGE[y])),
          )
        : tensor('int32', shape, sums.map(Number)),
    ],
  });
}

function convolutions(): Vector[] {
  const window = slide([3, 3], { pads: [1, 1, 1, 1] });
  const lowest: Convolution = {
    cin: 32,
    cout: 2,
    plane: [3, 3],
    window,
    x: fill(288, -32768),
    w: fill(576, -127),
    bias: [2 ** 30, -(2 ** 30)],
  };
  const drawn = (x: Integer): Convolution => ({
    cin: 2,
    cout: 3,
    plane: [5, 6],
    window: slide([2, 3], { strides: [2, 1], dilations: [1, 2], pads: [1, 0, 0, 2] }),
    x: all(x, 60),
    w: strides(36, 91),
    bias: [100, -100, 7],
  });
  const depthwise: Convolution = {
    cin: 3,
    cout: 3,
    group: 3,
    plane: [4, 4],
    window,
    x: all('int16', 48),
    w: strides(27, 67),
    bias: [0, 5000000, -5000000],
  };
  const float = (values: readonly number[]) => values.map(nearestNumber);
  return [
    conv('sums beyond 32 bits', 'int16', 'int16', lowest, float([2 ** -16, 1.3e-5])),
    conv('sums beyond 32 bits', 'int16', 'int8', lowest, float([2 ** -24, 5e-8])),
    conv('stride, dilation and uneven pads', 'int16', 'int16', drawn('int16'), float([0.002, 0.005, 0.01])),
    conv('stride, dilation and uneven pads', 'int16', 'int8', drawn('int16'), float([8e-6, 2e-5, 4e-5])),
    conv('stride, dilation and uneven pads', 'int8', 'int16', drawn('int8'), float([0.5, 1.1, 3])),
    conv('depthwise', 'int16', 'int16', depthwise, float([0.004, 0.003, 0.002])),
    conv('a tail', 'int16', 'int16', {
      cin: 2,
      cout: 2,
      plane: [1, 3],
      window: slide([1, 1]),
      x: [-32768, 0, 32767, -32768, 1, 32767],
      w: [127, 127, -128, 1],
      bias: [2 ** 30, -5],
    }),
  ];
}

/** A transposed convolution of one channel, stride 2 and kernel 2: every element by every weight. */
function transposed(x: Integer, y: Integer, m: number): Vector {
  const plane = [2, 3] as const;
  const [values, w] = [all(x, 6), [1, -2, 3, 127]];
  const results = Array.from({ length: 24 }, (_, i) => {
    const [row, column] = [Math.floor(i / 6), i % 6];
    const at = (row >> 1) * 3 + (column >> 1);
    const tap = (1 - (row & 1)) * 2 + (1 - (column & 1));
    return requantised(BigInt(values[at]) * BigInt(w[tap]) + 3n, m, RANGE[y]);
  });
  return of(
    `${x} to ${y}`,
    'HzSQuantizedConvTranspose',
    y,
    {
      attributes: { kernel: [2, 2], strides: [2, 2], ...clampOf(y) },
      inputs: [tensor(x, [1, 1, ...plane], values)],
      parameters: [tensor('int8', [1, 1, 2, 2], w), tensor('int32', [1], [3]), tensor('float32', [1], [m])],
    },
    [1, 1, 4, 6],
    results,
  );
}

function preprocess(): Vector {
  const [x, w] = [all('int8', 15), [8192, 0, 6500, 8192, -1593, -3304]];
  const sums = accumulators({ cin: 3, cout: 2, plane: [1, 5], window: slide([1, 1]), x, w, bias: [0, 70000] });
  const m = [0.02, 0.013].map(nearestNumber);
  return of(
    'int8 to int16',
    'HzPreprocessQuantized',
    'int16',
    {
      attributes: typed('int16'),
      inputs: [tensor('int8', [1, 3, 1, 5], x)],
      parameters: [tensor('int16', [2, 3, 1, 1], w), tensor('int32', [2], [0, 70000]), tensor('float32', [2], m)],
    },
    [1, 2, 1, 5],
    sums.map((acc, i) => requantised(acc, m[Math.floor(i / 5)], INT16)),
  );
}

/** Vectors of every convolution over int16, and between int8 and int16. */
export function int16ConvVectors(): Vector[] {
  return [
    ...convolutions(),
    transposed('int16', 'int16', 0.5),
    transposed('int16', 'int8', 2 ** -14),
    transposed('int8', 'int16', 2),
    preprocess(),
  ];
}
