import { type Bounds, INT8, requantised, requantisedSum } from './law';
import { strides } from './patterns';
import { type Vector, type VectorFile, scalar, tensor, vector } from './vector';

const clampOf = ([low, high]: Bounds) => ({ low, high });

function sum(
  name: string,
  sign: 1 | -1,
  a: readonly number[],
  b: readonly number[],
  ma: number,
  mb: number,
  bounds: Bounds = INT8,
): Vector {
  return vector(name, sign === 1 ? 'HzSElementwiseAdd' : 'HzSElementwiseSub', {
    attributes: clampOf(bounds),
    inputs: [tensor('int8', [1, a.length], a), tensor('int8', [1, b.length], b)],
    parameters: [scalar(ma), scalar(mb)],
    outputs: [
      tensor(
        'int8',
        [1, a.length],
        a.map((each, i) => requantisedSum(BigInt(each), ma, BigInt(b[i]), mb, sign, bounds)),
      ),
    ],
  });
}

const third = Math.fround(1 / 3);
const ends = [-128, -128, 127, 127, -1, 1, 0];
const others = [-128, 127, -128, 127, 1, -1, 0];

export function addVectors(): VectorFile {
  return {
    title: 'HzSElementwiseAdd and HzSElementwiseSub: sums of two tensors',
    law: 'clamp(rne(fround(fround(a * Ma) + fround(b * Mb))), low, high); Sub subtracts',
    vectors: [
      sum('ties go to the even integer', 1, [1, 3, 5, -1, -3, 1, 2], [0, 0, 0, 0, 0, 1, 1], 0.5, 0.5),
      sum('both ends of both operands', 1, ends, others, 1, 1),
      sum('each product is rounded before the sum', 1, strides(32, 59), strides(32, 83), third, Math.fround(0.7)),
      sum('a folded Relu', 1, ends, others, third, third, [0, 127]),
      sum('a difference, ties', -1, [1, 3, 5, -1, -3, 1, 2], [0, 0, 0, 0, 0, 2, 1], 0.5, 0.5),
      sum('a difference, both ends', -1, ends, others, 1, 1),
      sum('a difference of rounded products', -1, strides(32, 59), strides(32, 83), third, Math.fround(0.7)),
    ],
  };
}

function product(name: string, a: readonly number[], b: readonly number[], m: number, bounds: Bounds = INT8): Vector {
  return vector(name, 'HzSElementwiseMul', {
    attributes: clampOf(bounds),
    inputs: [tensor('int8', [1, a.length], a), tensor('int8', [1, b.length], b)],
    parameters: [scalar(m)],
    outputs: [
      tensor(
        'int8',
        [1, a.length],
        a.map((each, i) => requantised(BigInt(each) * BigInt(b[i]), m, bounds)),
      ),
    ],
  });
}

export function mulVectors(): VectorFile {
  return {
    title: 'HzSElementwiseMul: the product of two tensors',
    law: 'clamp(rne(fround(fround(a * b) * M)), low, high), a * b in int32',
    vectors: [
      product('ties go to the even integer', [1, 3, 5, -1, -3, 1, 2], [1, 1, 1, 1, 1, -1, -1], 0.5),
      product('both ends of both operands', ends, others, Math.fround(1 / 127)),
      product('products of many sizes', strides(32, 59), strides(32, 83), Math.fround(0.008)),
      product('a folded Relu6', ends, others, Math.fround(1 / 127), [0, 96]),
    ],
  };
}

function requantise(name: string, q: readonly number[], m: number, bounds: Bounds = INT8): Vector {
  return vector(name, 'HzRequantize', {
    attributes: clampOf(bounds),
    inputs: [tensor('int8', [1, q.length], q)],
    parameters: [scalar(m)],
    outputs: [
      tensor(
        'int8',
        [1, q.length],
        q.map((each) => requantised(BigInt(each), m, bounds)),
      ),
    ],
  });
}

const all = Array.from({ length: 256 }, (_, i) => i - 128);

export function requantiseVectors(): VectorFile {
  return {
    title: 'HzRequantize: integers from one scale to another',
    law: 'clamp(rne(fround(fround(q) * M)), low, high)',
    vectors: [
      requantise('every integer at one half: every tie', all, 0.5),
      requantise('every integer at one third', all, third),
      requantise('saturation above 1', all, 1.5),
      requantise('clamped to 0..96', all, 1, [0, 96]),
    ],
  };
}

function prelu(name: string, x: readonly number[], m: number, negative: readonly number[]): Vector {
  const per = x.length / negative.length;
  const shape = [1, negative.length, 1, per];
  return vector(name, 'HzPRelu', {
    inputs: [tensor('int8', shape, x)],
    parameters: [scalar(m), tensor('float32', [negative.length], negative)],
    outputs: [
      tensor(
        'int8',
        shape,
        x.map((q, i) => requantised(BigInt(q), q < 0 ? negative[Math.floor(i / per)] : m)),
      ),
    ],
  });
}

export function preluVectors(): VectorFile {
  return {
    title: 'HzPRelu: one multiplier for q >= 0, one per channel below',
    law: 'clamp(rne(fround(fround(q) * (q < 0 ? negative[c] : M))))',
    vectors: [
      prelu('one slope, ties on both sides', [-128, -3, -1, 0, 1, 3, 5, 127], 0.5, [0.25]),
      prelu('a slope per channel, one of them negative', [-128, -1, 0, 127, -128, -2, 2, 127], Math.fround(1.1), [
        Math.fround(0.1),
        -1,
      ]),
    ],
  };
}
