import { exact, nearestFloat32, over } from './exact';
import { int16ConvVectors } from './int16-conv-vectors';
import { type Integer, RANGE, all, clampOf, flat, nearestNumber, of, round, typed } from './int16-parts';
import { type Bounds, INT16, product, quantised, requantised, requantisedSum } from './law';
import { slide, taps } from './planes';
import { type TensorText, type Vector, type VectorFile, inRuns, scalar, tensor, vector } from './vector';

const ends = [-32768, -32768, 32767, 32767, -1, 1, 0];
const others = [-32768, 32767, -32768, 32767, 1, -1, 0];

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
      ...int16ConvVectors(),
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
