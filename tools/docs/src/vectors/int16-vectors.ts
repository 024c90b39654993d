import { exact, nearestFloat32, over } from './exact';
import { type Bounds, INT16, INT8, product, quantised, requantised, requantisedSum } from './law';
import { fill, strides } from './patterns';
import { type Convolution, accumulators, slidOver, slide, taps } from './planes';
import { type TensorText, type Vector, type VectorFile, inRuns, scalar, tensor, vector } from './vector';

type Integer = 'int8' | 'int16';

const RANGE: Readonly<Record<Integer, Bounds>> = { int8: INT8, int16: INT16 };

/** Result types: of int8 nothing is said. */
const typed = (y: Integer) => (y === 'int16' ? { dtype: 'int16' } : {});
const clampOf = (y: Integer, [low, high]: Bounds = RANGE[y]) => ({ ...typed(y), low, high });

/** Values all over a type, its ends first. */
const all = (dtype: Integer, count: number, step = dtype === 'int8' ? 59 : 9973) => [
  ...RANGE[dtype],
  ...strides(count - 2, step, ...RANGE[dtype]),
];

const flat = (dtype: Integer, data: readonly number[]) => tensor(dtype, [1, data.length], data);
const round = (numerator: bigint, denominator: bigint) => nearestFloat32({ numerator, denominator });

const ends = [-32768, -32768, 32767, 32767, -1, 1, 0];
const others = [-32768, 32767, -32768, 32767, 1, -1, 0];

/** A vector of one result that is `element` of each index. */
function of(
  name: string,
  op: string,
  y: Integer,
  parts: Pick<Vector, 'inputs'> & Partial<Vector>,
  shape: readonly number[],
  results: readonly number[],
): Vector {
  return vector(`${name}: ${op}`, op, { ...parts, outputs: [tensor(y, shape, results)] });
}

function reals(): Vector[] {
  const x = [0.25, 0.75, 1.25, -0.25, 16383.25, 16383.75, 16384, -16384, -16384.25, -16385, 1e30, NaN, Infinity];
  const floats = x.map(nearestNumber);
  const q = floats.map((each) => quantised(each, 0.5, INT16));
  return [
    of(
      'ties, both ends, no number',
      'HzQuantize',
      'int16',
      { attributes: typed('int16'), inputs: [tensor('float32', [x.length], floats)], parameters: [scalar(0.5)] },
      [x.length],
      q,
    ),
    vector('both ends and ties: HzCalibration', 'HzCalibration', {
      attributes: { scales: [0.5], thresholds: [16383.5], kind: 'activation', dtype: 'int16' },
      inputs: [tensor('float32', [x.length], floats)],
      outputs: [
        tensor(
          'float32',
          [x.length],
          q.map((each) => product(BigInt(each), 0.5)),
        ),
      ],
    }),
  ];
}

function nearestNumber(value: number): number {
  return Number.isFinite(value) ? nearestFloat32(exact(value)) : value;
}

function requantise(x: Integer, y: Integer, m: number, bounds: Bounds = RANGE[y]): Vector {
  const q = [...all(x, 40), -3, -1, 1, 3, 5];
  return of(
    `${x} to ${y} at ${m}`,
    'HzRequantize',
    y,
    { attributes: clampOf(y, bounds), inputs: [flat(x, q)], parameters: [scalar(m)] },
    [1, q.length],
    q.map((each) => requantised(BigInt(each), m, bounds)),
  );
}

function sum(sign: 1 | -1, a: Integer, b: Integer, y: Integer, ma: number, mb: number): Vector {
  const own = a === 'int16' && b === 'int16';
  const [p, q] = own ? [ends, others] : [all(a, 24), all(b, 24, 41)];
  return of(
    `${a} and ${b} to ${y}`,
    sign === 1 ? 'HzSElementwiseAdd' : 'HzSElementwiseSub',
    y,
    { attributes: clampOf(y), inputs: [flat(a, p), flat(b, q)], parameters: [scalar(ma), scalar(mb)] },
    [1, p.length],
    p.map((each, i) => requantisedSum(BigInt(each), ma, BigInt(q[i]), mb, sign, RANGE[y])),
  );
}

function times(a: Integer, b: Integer, y: Integer, m: number): Vector {
  const own = a === 'int16' && b === 'int16';
  const [p, q] = own ? [ends, others] : [all(a, 24), all(b, 24, 41)];
  return of(
    `${a} and ${b} to ${y}`,
    'HzSElementwiseMul',
    y,
    { attributes: clampOf(y), inputs: [flat(a, p), flat(b, q)], parameters: [scalar(m)] },
    [1, p.length],
    p.map((each, i) => requantised(BigInt(each) * BigInt(q[i]), m, RANGE[y])),
  );
}

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

function prelu(x: Integer, y: Integer, m: number, negative: number): Vector {
  const q = [...all(x, 14), -3, -1];
  return of(
    `${x} to ${y}`,
    'HzPRelu',
    y,
    {
      attributes: typed(y),
      inputs: [tensor(x, [1, 1, 2, 8], q)],
      parameters: [scalar(m), tensor('float32', [1], [negative])],
    },
    [1, 1, 2, 8],
    q.map((each) => requantised(BigInt(each), each < 0 ? negative : m, RANGE[y])),
  );
}

function pools(x: Integer, y: Integer, ratio: number): Vector[] {
  const q = all(x, 16);
  const window = slide([2, 2], { strides: [2, 2] });
  const under = Array.from({ length: 4 }, (_, i) => taps([4, 4], window, i >> 1, i & 1).map(({ at }) => q[at]));
  const m = (count: bigint) => nearestFloat32(over(exact(ratio), { numerator: count, denominator: 1n }));
  const total = (values: readonly number[]) => values.reduce((a, b) => a + BigInt(b), 0n);
  const inputs = [tensor(x, [1, 1, 4, 4], q)];
  const { kernel, strides: steps, dilations, pads } = window;
  const attributes = { kernel, strides: steps, dilations, pads };
  const name = `${x} to ${y}`;
  return [
    of(
      name,
      'HzSQuantizedAveragePool',
      y,
      { attributes: { ...attributes, ...clampOf(y) }, inputs, parameters: [scalar(m(4n))] },
      [1, 1, 2, 2],
      under.map((each) => requantised(total(each), m(4n), RANGE[y])),
    ),
    of(
      name,
      'HzSQuantizedGlobalAveragePool',
      y,
      { attributes: typed(y), inputs, parameters: [scalar(m(16n))] },
      [1, 1, 1, 1],
      [requantised(total(q), m(16n), RANGE[y])],
    ),
    of(
      name,
      'HzSQuantizedReduceMean',
      y,
      { attributes: { axes: [3], keepdims: false, ...typed(y) }, inputs, parameters: [scalar(m(4n))] },
      [1, 1, 4],
      [0, 4, 8, 12].map((first) => requantised(total(q.slice(first, first + 4)), m(4n), RANGE[y])),
    ),
    ...(x === y
      ? [
          of(
            'the largest',
            'HzQuantizedMaxPool',
            y,
            { attributes, inputs },
            [1, 1, 2, 2],
            under.map((e) => Math.max(...e)),
          ),
        ]
      : []),
  ];
}

/** One row of two elements mixed half and half, and by 683 of 2048. */
function resize(x: Integer, y: Integer, ratio: number): Vector {
  const q = [RANGE[x][0], RANGE[x][1], 5, 6];
  const m = ratio / 2 ** 22;
  const columns = [0, 1, 1024, 1, 2, 683, 2, 3, 1024];
  const results = [0, 1, 2].map((i) => {
    const [left, right, weight] = columns.slice(3 * i, 3 * i + 3);
    return requantised(
      2048n * (BigInt(q[left]) * BigInt(2048 - weight) + BigInt(q[right]) * BigInt(weight)),
      m,
      RANGE[y],
    );
  });
  return of(
    `linear, ${x} to ${y}`,
    'HzQuantizedResizeUpsample',
    y,
    {
      attributes: { mode: 'linear', ...typed(y) },
      inputs: [tensor(x, [1, 1, 1, 4], q)],
      parameters: [tensor('int32', [1, 3], [0, 0, 0]), tensor('int32', [3, 3], columns), scalar(m)],
    },
    [1, 1, 1, 3],
    results,
  );
}

/** The table of `entry` in runs, entry of q at index q modulo its length. */
function table(x: Integer, dtype: string, entry: (q: number) => number): TensorText {
  const length = x === 'int8' ? 256 : 65536;
  const entries = Array.from({ length }, (_, i) => entry(i < length / 2 ? i : i - length));
  return inRuns(dtype, [length], entries);
}

function lut(x: Integer, dtype: string, entry: (q: number) => number): Vector {
  const q = all(x, 64);
  return vector(`${x} to ${dtype}: HzLut`, 'HzLut', {
    inputs: [flat(x, q)],
    parameters: [table(x, dtype, entry)],
    outputs: [tensor(dtype, [1, q.length], q.map(entry))],
  });
}

/** Entries that halve every 2048: the quotients are those of powers of two. */
function softmax(): Vector {
  const rows = [
    [32767, 30719, 28671, 28671],
    [-32768, -30720, 32767, -1],
  ];
  const entry = (d: number) => Math.floor(2 ** (28 - Math.floor(d / 2048)));
  const float = (value: bigint) => exact(nearestFloat32({ numerator: value, denominator: 1n }));
  return vector('exponentials of every difference: HzSoftmax', 'HzSoftmax', {
    attributes: { axis: -1 },
    inputs: [tensor('int16', [2, 4], rows.flat())],
    parameters: [
      inRuns(
        'int32',
        [65536],
        Array.from({ length: 65536 }, (_, d) => entry(d)),
      ),
    ],
    outputs: [
      tensor(
        'float32',
        [2, 4],
        rows.flatMap((row) => {
          const e = row.map((q) => BigInt(entry(Math.max(...row) - q)));
          const whole = float(e.reduce((a, b) => a + b, 0n));
          return e.map((each) => nearestFloat32(over(float(each), whole)));
        }),
      ),
    ],
  });
}

export function int16Vectors(): VectorFile {
  const third = round(1n, 3n);
  const coarse = (q: number) => Math.floor(q / 1024);
  return {
    title: 'int16: every formula over int16 activations, and between int8 and int16',
    law: 'those of the operators; a result is int8 unless `dtype` says int16, and clamped to its type; sums are exact',
    vectors: [
      ...reals(),
      requantise('int16', 'int16', 0.5),
      requantise('int16', 'int16', third, [0, 9000]),
      requantise('int16', 'int8', 2 ** -8),
      requantise('int8', 'int16', 2 ** 8),
      requantise('int8', 'int16', nearestNumber(258.1)),
      sum(1, 'int16', 'int16', 'int16', third, nearestNumber(0.7)),
      sum(1, 'int16', 'int8', 'int16', third, nearestNumber(90.7)),
      sum(1, 'int8', 'int8', 'int16', third, nearestNumber(200.3)),
      sum(-1, 'int16', 'int16', 'int8', nearestNumber(0.003), 2 ** -8),
      sum(-1, 'int8', 'int16', 'int16', 2 ** 8, 1),
      times('int16', 'int16', 'int16', 2 ** -15),
      times('int16', 'int8', 'int16', nearestNumber(0.008)),
      times('int16', 'int16', 'int8', 2 ** -24),
      times('int8', 'int8', 'int16', 2),
      ...convolutions(),
      transposed('int16', 'int16', 0.5),
      transposed('int16', 'int8', 2 ** -14),
      transposed('int8', 'int16', 2),
      preprocess(),
      prelu('int16', 'int16', 0.5, -1),
      prelu('int16', 'int8', 2 ** -8, third),
      prelu('int8', 'int16', 2 ** 8, third),
      ...pools('int16', 'int16', 1),
      ...pools('int16', 'int8', 2 ** -8),
      ...pools('int8', 'int16', 2 ** 8),
      resize('int16', 'int16', 1),
      resize('int16', 'int8', 2 ** -8),
      resize('int8', 'int16', 2 ** 8),
      lut('int16', 'int16', (q) => -512 * coarse(q)),
      lut('int16', 'int8', coarse),
      lut('int8', 'int16', (q) => 32767 - Math.abs(q) * 256 + (q & 3)),
      lut('int16', 'int32', (q) => 2 ** 24 * coarse(q) + (q < 0 ? 0 : 12345)),
      lut('int16', 'float32', (q) => product(BigInt(coarse(q)), round(1n, 10n))),
      softmax(),
    ],
  };
}
