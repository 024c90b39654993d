import { integerTensor, integersOf } from './elements';
import { broadcastIndices } from './broadcast';
import type { Evaluator } from './evaluator';

/** An integer function of two broadcast tensors of one type. Floats are the business of the ops. */
function binary(f: (a: bigint, b: bigint) => bigint): Evaluator {
  return (inputs) => {
    const integers = inputs.map(integersOf);
    const [first] = inputs;
    if (!first || inputs.some((input) => !input || input.dtype !== first.dtype) || integers.includes(undefined))
      return undefined;
    const { shape, indices } = broadcastIndices(inputs.map((input) => input!.shape));
    const values = Array.from(indices[0], (_, i) => indices.map((index, k) => integers[k]![index[i]]).reduce(f));
    return [integerTensor(first.dtype, shape, values)];
  };
}

function unary(f: (a: bigint) => bigint): Evaluator {
  return ([x]) => {
    const integers = integersOf(x);
    return integers && [integerTensor(x!.dtype, x!.shape, integers.map(f))];
  };
}

/** Truncates towards 0, as BigInt does; nothing is defined for a divisor of 0, which gives 0. */
const divide = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : a / b);

/** The sign of the divisor; with `fmod`, of the dividend. */
const modulo = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : ((a % b) + b) % b);

const power = (a: bigint, b: bigint): bigint => (b < 0n ? divide(1n, a ** -b) : a ** b);

/** Bounds that are left out bind nothing. */
const clip: Evaluator = ([x, low, high]) => {
  const integers = integersOf(x);
  const [min, max] = [integersOf(low)?.[0], integersOf(high)?.[0]];
  if (!x || !integers) return undefined;
  const bounded = integers.map((value) => (min !== undefined && value < min ? min : value));
  return [
    integerTensor(
      x.dtype,
      x.shape,
      bounded.map((value) => (max !== undefined && value > max ? max : value)),
    ),
  ];
};

const evaluateModulo = binary(modulo);
const evaluateRemainder = binary((a, b) => (b === 0n ? 0n : a % b));

export const INTEGER_ARITHMETIC: Readonly<Record<string, Evaluator>> = {
  Add: binary((a, b) => a + b),
  Sub: binary((a, b) => a - b),
  Mul: binary((a, b) => a * b),
  Div: binary(divide),
  Mod: (inputs, attributes, node) =>
    (attributes.flag('fmod', false) ? evaluateRemainder : evaluateModulo)(inputs, attributes, node),
  Pow: binary(power),
  Min: binary((a, b) => (a < b ? a : b)),
  Max: binary((a, b) => (a > b ? a : b)),
  Sum: binary((a, b) => a + b),
  And: binary((a, b) => a & b),
  Or: binary((a, b) => a | b),
  Xor: binary((a, b) => a ^ b),
  BitShift: (inputs, attributes, node) =>
    binary(attributes.string('direction') === 'LEFT' ? (a, b) => a << b : (a, b) => a >> b)(inputs, attributes, node),
  BitwiseAnd: binary((a, b) => a & b),
  BitwiseNot: unary((a) => ~a),
  BitwiseOr: binary((a, b) => a | b),
  BitwiseXor: binary((a, b) => a ^ b),
  Clip: clip,
  Not: unary((a) => (a === 0n ? 1n : 0n)),
  Neg: unary((a) => -a),
  Abs: unary((a) => (a < 0n ? -a : a)),
  Sign: unary((a) => (a < 0n ? -1n : a > 0n ? 1n : 0n)),
};
