import { exact, nearestEven, nearestFloat32, over, times } from './exact';
import { exponential, logistic } from './exponential';
import { clamped, INT32, INT8, product } from './law';
import { type Vector, type VectorFile, tensor, vector } from './vector';

const all = Array.from({ length: 256 }, (_, i) => i - 128);

/** Entry of q at index q modulo 256. */
const rotated = (entry: (q: number) => number) => Array.from({ length: 256 }, (_, i) => entry(i < 128 ? i : i - 256));

function lut(name: string, dtype: string, entry: (q: number) => number): Vector {
  return vector(name, 'HzLut', {
    inputs: [tensor('int8', [1, 256], all)],
    parameters: [tensor(dtype, [256], rotated(entry))],
    outputs: [tensor(dtype, [1, 256], all.map(entry))],
  });
}

/** `rows[ch]` through channel ch of [batch, channels, …plane]; what is looked up runs through every integer. */
function lutOfChannels(
  name: string,
  dtype: string,
  shape: readonly number[],
  entry: (q: number, channel: number) => number,
): Vector {
  const [, channels] = shape;
  const inner = shape.slice(2).reduce((a, b) => a * b, 1);
  const x = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 37 + 128) % 256) - 128);
  return vector(name, 'HzLut', {
    inputs: [tensor('int8', shape, x)],
    parameters: [
      tensor(
        dtype,
        [channels, 256],
        Array.from({ length: channels }, (_, channel) => rotated((q) => entry(q, channel))).flat(),
      ),
    ],
    outputs: [
      tensor(
        dtype,
        shape,
        x.map((q, i) => entry(q, Math.floor(i / inner) % channels)),
      ),
    ],
  });
}

/** Scales of the tables that the specs compare with those the project computes. */
export const SIGMOID = { xScale: 2 ** -4, yScale: 2 ** -7 } as const;
export const SOFTMAX = { scale: 2 ** -3, length: 5 } as const;

const sigmoidEntry = (q: number) =>
  clamped(nearestEven(over(logistic(q * SIGMOID.xScale), exact(SIGMOID.yScale))), INT8);

export function lutVectors(): VectorFile {
  return {
    title: 'HzLut: a function of one integer',
    law: 'table[q modulo 256], or with a row for each channel table[channel][q modulo 256]',
    vectors: [
      lut('every integer through a table of its negative', 'int8', (q) => (q === -128 ? 127 : -q)),
      lut(`sigmoid, input scale ${SIGMOID.xScale}, output scale ${SIGMOID.yScale}`, 'int8', sigmoidEntry),
      lut(`sigmoid as a tail, input scale ${SIGMOID.xScale}, output scale 2^-31`, 'int32', (q) =>
        clamped(nearestEven(over(logistic(q * SIGMOID.xScale), exact(2 ** -31))), INT32),
      ),
      lutOfChannels(
        'a row for each channel of an image: q, its negative, its ends',
        'int8',
        [2, 3, 8, 16],
        (q, channel) => [q, q === -128 ? 127 : -q, q < 0 ? -128 : 127][channel],
      ),
      lutOfChannels('a single channel', 'int8', [2, 1, 128], (q) => -1 - q),
      lutOfChannels('a row for each column of a matrix', 'int8', [52, 5], (q, channel) =>
        Math.max(-128, Math.min(127, q * (channel - 2))),
      ),
      lutOfChannels('rows of reals', 'float32', [1, 3, 4, 32], (q, channel) =>
        product(BigInt(q), nearestFloat32({ numerator: BigInt(channel + 1), denominator: 10n })),
      ),
      lut('a table of reals', 'float32', (q) =>
        product(BigInt(q), nearestFloat32({ numerator: 1n, denominator: 10n })),
      ),
    ],
  };
}

/** `rne(2^k · exp(−d·scale))`, `k = 30 − ceil(log2 length)`, for d = 0..255. */
export function softmaxTable(scale: number, length: number): number[] {
  const k = 30 - Math.ceil(Math.log2(length));
  return Array.from({ length: 256 }, (_, d) =>
    Number(nearestEven(times(exact(2 ** k), exponential(exact(-d * scale))))),
  );
}

/** Softmax over the last axis of [rows, length]. */
function softmax(name: string, rows: readonly (readonly number[])[], table: readonly number[]): Vector {
  const shape = [rows.length, rows[0].length];
  const outputs = rows.flatMap((row) => {
    const e = row.map((q) => BigInt(table[Math.max(...row) - q]));
    const float = (value: bigint) => exact(nearestFloat32({ numerator: value, denominator: 1n }));
    const sum = float(e.reduce((a, b) => a + b, 0n));
    return e.map((each) => nearestFloat32(over(float(each), sum)));
  });
  return vector(name, 'HzSoftmax', {
    attributes: { axis: -1 },
    inputs: [tensor('int8', shape, rows.flat())],
    parameters: [tensor('int32', [256], table)],
    outputs: [tensor('float32', shape, outputs)],
  });
}

export function softmaxVectors(): VectorFile {
  const halves = Array.from({ length: 256 }, (_, d) => Math.floor(2 ** (28 - d)));
  return {
    title: 'HzSoftmax: exponentials from a table, one division',
    law: 'fround(fround(e) / fround(sum of e)), e = T[max - q], T[d] = rne(2^k * exp(-d * s)), k = 30 - ceil(log2 n)',
    vectors: [
      softmax(
        'a table that halves: 1/2, 1/4, 1/8, 1/8',
        [
          [3, 2, 1, 1],
          [-126, -127, -128, -128],
        ],
        halves,
      ),
      softmax(
        `exponentials at scale ${SOFTMAX.scale}`,
        [
          [127, 127, 127, 127, 127],
          [-128, -128, -128, -128, -128],
          [127, -128, 0, 1, -1],
          [3, 1, 4, 1, 5],
          [-3, -1, -4, -1, -5],
        ],
        softmaxTable(SOFTMAX.scale, SOFTMAX.length),
      ),
    ],
  };
}
