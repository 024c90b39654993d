import { nearestEven, nearestFloat32, over, times, exact } from './exact';
import { product, quantised } from './law';
import { fill, strides } from './patterns';
import { type VectorFile, scalar, tensor, vector } from './vector';

const quantise = (name: string, scale: number, x: readonly number[]) =>
  vector(name, 'HzQuantize', {
    inputs: [tensor('float32', [x.length], x)],
    parameters: [scalar(scale)],
    outputs: [
      tensor(
        'int8',
        [x.length],
        x.map((each) => quantised(each, scale)),
      ),
    ],
  });

/** Reals at which a multiplication with the reciprocal of the scale would give another integer. */
function dividedOnly(scale: number): number[] {
  const reciprocal = nearestFloat32(over(exact(1), exact(scale)));
  return Array.from({ length: 254 }, (_, i) => nearestFloat32(times(exact(i - 126.5), exact(scale)))).filter(
    (x) => BigInt(quantised(x, scale)) !== nearestEven(exact(nearestFloat32(times(exact(x), exact(reciprocal))))),
  );
}

const tenth = nearestFloat32({ numerator: 1n, denominator: 10n });

export function quantiseVectors(): VectorFile {
  const least = 2 ** -149;
  const divided = [tenth, 3 * 2 ** -9, nearestFloat32({ numerator: 1n, denominator: 49n })].flatMap((scale) =>
    dividedOnly(scale).length > 0
      ? [quantise(`a division, not a product with the reciprocal, scale ${scale}`, scale, dividedOnly(scale))]
      : [],
  );
  if (divided.length === 0) throw new Error('no scale tells a division from a reciprocal');
  return {
    title: 'HzQuantize: reals to int8',
    law: 'clamp(rne(fround(x / scale)), -128, 127); NaN gives 0',
    vectors: [
      quantise('ties go to the even integer', 0.5, [0.25, 0.75, 1.25, 1.75, -0.25, -0.75, -1.25, -1.75, 31.25, 31.75]),
      quantise('both ends saturate', 0.5, [
        63.25,
        63.5,
        63.6875,
        63.75,
        64,
        2 ** 100,
        -63.75,
        -64,
        -64.1875,
        -64.25,
        -65,
        -(2 ** 100),
      ]),
      quantise('no number, infinities, zeros, the smallest float', 1, [NaN, Infinity, -Infinity, 0, -0, least, -least]),
      quantise('a quotient beyond float32 is infinite', least, [1, -1, 3.4028234663852886e38, 0]),
      ...divided,
    ],
  };
}

const dequantise = (
  name: string,
  dtype: string,
  q: readonly number[],
  scales: readonly number[],
  shape = [q.length],
  scaleShape: readonly number[] = [],
) =>
  vector(name, 'HzDequantize', {
    inputs: [tensor(dtype, shape, q)],
    parameters: [tensor('float32', scaleShape, scales)],
    outputs: [
      tensor(
        'float32',
        shape,
        q.map((each, i) => product(BigInt(each), scales[Math.floor((i * scales.length) / q.length)])),
      ),
    ],
  });

export function dequantiseVectors(): VectorFile {
  return {
    title: 'HzDequantize: integers to reals',
    law: 'fround(fround(q) * scale)',
    vectors: [
      dequantise('int8, every end', 'int8', [-128, -127, -1, 0, 1, 126, 127], [tenth]),
      dequantise(
        'int16, every end',
        'int16',
        [-32768, -32767, -1, 0, 1, 32767],
        [nearestFloat32({ numerator: 1n, denominator: 3n })],
      ),
      dequantise(
        'accumulators beyond 2^24 are rounded to even first',
        'int32',
        [2 ** 24 + 1, 2 ** 24 + 3, -(2 ** 24) - 1, -(2 ** 24) - 3, 2 ** 25 + 2, 2 ** 25 + 6, 2 ** 31 - 1, -(2 ** 31)],
        [tenth],
      ),
      dequantise(
        'one scale per channel behind a tail',
        'int32',
        [...strides(4, 77777, -1e6, 1e6), ...fill(4, 2 ** 24 + 1)],
        [tenth, 2 ** -20],
        [1, 2, 2, 2],
        [1, 2, 1, 1],
      ),
    ],
  };
}

function calibrate(
  name: string,
  kind: 'activation' | 'weight',
  x: readonly number[],
  scales: readonly number[],
  shape: readonly number[],
  zeros: readonly number[] = [],
) {
  const zeroOf = (i: number) => zeros[Math.floor((i * scales.length) / x.length)] ?? 0;
  const bounds = (i: number) => [(kind === 'weight' ? -127 : -128) - zeroOf(i), 127 - zeroOf(i)] as const;
  const scaleOf = (i: number) => scales[Math.floor((i * scales.length) / x.length)];
  return vector(name, 'HzCalibration', {
    attributes: {
      scales,
      thresholds: scales.map((scale) => scale * 127),
      kind,
      ...(scales.length > 1 ? { axis: 0 } : {}),
      ...(zeros.length === 0 ? {} : { zeros }),
    },
    inputs: [tensor('float32', shape, x)],
    outputs: [
      tensor(
        'float32',
        shape,
        x.map((each, i) => product(BigInt(quantised(each, scaleOf(i), bounds(i))), scaleOf(i))),
      ),
    ],
  });
}

export function calibrationVectors(): VectorFile {
  return {
    title: 'HzCalibration: quantise, then dequantise',
    law:
      'fround(q * scale), q = clamp(rne(fround(x / scale))); weights to -127..127, activations to ' +
      '-128..127, less the zero',
    vectors: [
      calibrate(
        'activations, both ends and ties',
        'activation',
        [0.25, 0.75, 63.75, 100, -64, -64.25, NaN, Infinity, -Infinity],
        [0.5],
        [9],
      ),
      calibrate(
        'activations where -128 stands for 0',
        'activation',
        [-1, -0.25, 0, 0.25, 0.75, 127.25, 127.75, 128, NaN, Infinity, -Infinity],
        [0.5],
        [11],
        [-128],
      ),
      calibrate(
        'activations, a scale and a zero per channel',
        'activation',
        [-30.25, -30.75, 33.75, 34, -0.25, 0, 31.875, 32],
        [0.25, 0.125],
        [2, 4],
        [-7, -128],
      ),
      calibrate(
        'weights, a scale per channel',
        'weight',
        [0.25, 0.75, -64, 64, 0.125, 0.375, -16, 16],
        [0.5, 0.25],
        [2, 4],
      ),
    ],
  };
}
