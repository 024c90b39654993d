import { exact, nearestEven, nearestFloat32, over, times } from './exact';
import { type Bounds, INT16, INT8, clamped, product } from './law';
import { strides } from './patterns';
import { type Vector, type VectorFile, scalar, tensor, vector } from './vector';

type Width = 'int8' | 'int16';

/** Two rows of integers, and the type of the result. */
interface Pair {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly types?: readonly [Width, Width];
  readonly result?: Width;
}

function pairVector(
  name: string,
  op: string,
  { a, b, types = ['int8', 'int8'], result = 'int8' }: Pair,
  parameters: readonly number[],
  y: (a: number, b: number, bounds: Bounds) => number,
  clamp = true,
): Vector {
  const bounds = result === 'int16' ? INT16 : INT8;
  const attributes = { ...(result === 'int16' ? { dtype: result } : {}), low: bounds[0], high: bounds[1] };
  return vector(name, op, {
    attributes: clamp ? attributes : {},
    inputs: [tensor(types[0], [1, a.length], a), tensor(types[1], [1, b.length], b)],
    parameters: parameters.map(scalar),
    outputs: [
      tensor(
        result,
        [1, a.length],
        a.map((each, i) => y(each, b[i], bounds)),
      ),
    ],
  });
}

/** `clamp(rne(fround(fround(a / b)·m)))`; 0 by 0 is 0, the bound of the sign where b alone is 0. */
function quotient(a: number, b: number, m: number, bounds: Bounds): number {
  if (b === 0) return a === 0 ? 0 : a < 0 ? bounds[0] : bounds[1];
  const ratio = nearestFloat32(over(exact(a), exact(b)));
  return clamped(nearestEven(exact(nearestFloat32(times(exact(ratio), exact(m))))), bounds);
}

const division = (name: string, pair: Pair, m: number) =>
  pairVector(name, 'HzSElementwiseDiv', pair, [m], (a, b, bounds) => quotient(a, b, m, bounds));

const mixed = (result: Width): Pair => ({
  a: strides(40, 7919, -32768, 32767),
  b: strides(40, 59),
  types: ['int16', 'int8'],
  result,
});

export function divVectors(): VectorFile {
  return {
    title: 'HzSElementwiseDiv: the quotient of two tensors',
    law: 'clamp(rne(fround(fround(a / b) * M)), low, high); 0 / 0 counts as 0, what is infinite saturates',
    vectors: [
      division('ties go to the even integer', { a: [1, 3, 5, -1, -3, 1], b: [2, 2, 2, 2, 2, -2] }, 1),
      division('zeros on either side', { a: [0, 0, 0, 1, -1, 127, -128], b: [0, 5, -5, 0, 0, 0, 0] }, 1),
      division('the quotient is rounded before the product', { a: [49, 101, 21], b: [3, 3, 5] }, 7.5),
      division('int16 by int8, to int16', mixed('int16'), Math.fround(0.7)),
      division('int16 by int8, to int8', mixed('int8'), Math.fround(1 / 300)),
      division(
        'int8 by int16, to int16',
        { a: strides(40, 83), b: strides(40, 7919, -32768, 32767), types: ['int8', 'int16'], result: 'int16' },
        20000,
      ),
    ],
  };
}

function choice(name: string, op: 'Max' | 'Min', pair: Pair, ma: number, mb: number): Vector {
  return pairVector(name, `HzSElementwise${op}`, pair, [ma, mb], (a, b, bounds) => {
    const [x, z] = [product(BigInt(a), ma), product(BigInt(b), mb)];
    const chosen = (op === 'Max') === x > z ? x : z;
    return clamped(nearestEven(exact(chosen)), bounds);
  });
}

const third = Math.fround(1 / 3);
const ends: Pair = { a: [-128, -128, 127, 127, -1, 1, 3], b: [-128, 127, -128, 127, 1, -1, 0] };

export function choiceVectors(): VectorFile {
  return {
    title: 'HzSElementwiseMax and HzSElementwiseMin: the larger and the smaller of two',
    law: 'clamp(rne(max(fround(a * Ma), fround(b * Mb))), low, high); Min takes the smaller',
    vectors: [
      choice('both ends, ties', 'Max', ends, 0.5, 1),
      choice('the smaller of both ends, ties', 'Min', ends, 0.5, 1),
      choice('int16 beside int8, to int16', 'Max', mixed('int16'), third, 300),
      choice('the smaller, to int8', 'Min', mixed('int8'), Math.fround(1 / 300), Math.fround(0.7)),
    ],
  };
}

const TESTS = {
  Equal: (x: number, z: number) => x === z,
  Greater: (x: number, z: number) => x > z,
  GreaterOrEqual: (x: number, z: number) => x >= z,
};

function test(name: string, op: keyof typeof TESTS, pair: Pair, sa: number, sb: number): Vector {
  const holds = (a: number, b: number) => TESTS[op](product(BigInt(a), sa), product(BigInt(b), sb));
  return pairVector(name, `HzSElementwise${op}`, pair, [sa, sb], (a, b) => (holds(a, b) ? 1 : 0), false);
}

/** 3 thirds are 1 in float32. */
const thirds: Pair = { a: [3, 3, -3, 6, 0, 1, -128], b: [1, 2, -1, 2, 0, 1, -43] };
const wide: Pair = {
  ...mixed('int8'),
  a: [...strides(38, 7919, -32768, 32767), 600, -600],
  b: [...strides(38, 59), 2, -2],
};

export function comparisonVectors(): VectorFile {
  return {
    title: 'HzSElementwiseEqual, Greater and GreaterOrEqual: masks of 1 and 0',
    law: 'fround(a * sa) compared with fround(b * sb)',
    vectors: (['Equal', 'Greater', 'GreaterOrEqual'] as const).flatMap((op) => [
      test(`${op} at two scales, products rounded to float32`, op, thirds, third, 1),
      test(`${op} of int16 and int8`, op, wide, 1, 300),
    ]),
  };
}
