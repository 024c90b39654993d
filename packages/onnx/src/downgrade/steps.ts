import { type Tensor, allocate, float32, int64, makeTensor, normalizeAxis, sizeOf } from '@openbpu/tensor';
import { floatAttribute, intAttribute, intsAttribute } from '../proto/attribute';
import { DataType, dataTypeOf } from '../proto/data-type';
import { type Rule, type Site, kept, numbersOf, shapeOf, vector } from './rule';

const number = (site: Site, value: number) => site.constant(float32([], [value]));

/** `x · HardSigmoid(x / 6 + 1/2)`. */
export const HardSwish: Rule = (site) => {
  const [x] = site.node.input;
  const gate = site.step('HardSigmoid', [x], [floatAttribute('alpha', 1 / 6), floatAttribute('beta', 0.5)]);
  site.finish('Mul', [x, gate], []);
};

/** `α · Elu(x / α)`. */
export const Celu: Rule = (site) => {
  const alpha = number(site, Number(site.attributes.alpha ?? 1));
  const elu = site.step('Elu', [site.step('Div', [site.node.input[0], alpha])]);
  site.finish('Mul', [elu, alpha], []);
};

/** `a < b or a = b`, which NaN is never, as before. */
const orEqual =
  (strict: 'Less' | 'Greater'): Rule =>
  (site) => {
    const { input } = site.node;
    site.finish('Or', [site.step(strict, input), site.step('Equal', input)], []);
  };

export const GreaterOrEqual = orEqual('Greater');
export const LessOrEqual = orEqual('Less');

/** `(x − mean) / √(mean((x − mean)²) + ε) · scale + bias` over the last axes. */
export const LayerNormalization: Rule = (site) => {
  const { node, attributes } = site;
  const [x, scale, bias = ''] = node.input;
  if (node.output.slice(1).some((name) => name !== '')) return site.refuse('the mean or deviation as an output');
  const rank = shapeOf(site, x).length;
  const first = normalizeAxis(Number(attributes.axis ?? -1), rank);
  const over = [
    intsAttribute(
      'axes',
      Array.from({ length: rank - first }, (_, i) => first + i),
    ),
    intAttribute('keepdims', 1),
  ];
  const centred = site.step('Sub', [x, site.step('ReduceMean', [x], over)]);
  const variance = site.step('ReduceMean', [site.step('Mul', [centred, centred])], over);
  const epsilon = number(site, Number(attributes.epsilon ?? 1e-5));
  const normal = site.step('Div', [centred, site.step('Sqrt', [site.step('Add', [variance, epsilon])])]);
  if (bias) site.finish('Add', [site.step('Mul', [normal, scale]), bias], []);
  else site.finish('Mul', [normal, scale], []);
};

/** What a constant mask lets through, and 0. */
export const Trilu: Rule = (site) => {
  const { node, attributes } = site;
  const [x] = node.input;
  const { dtype } = site.typeOf(x) ?? site.refuse(`"${x}" of unknown type`);
  const [k = 0] = numbersOf(site, 1, 'diagonal') ?? [];
  const [rows, columns] = shapeOf(site, x).slice(-2);
  const upper = attributes.upper !== 0;
  const mask = Uint8Array.from({ length: rows * columns }, (_, i) => {
    const above = (i % columns) - Math.floor(i / columns) - k;
    return (upper ? above >= 0 : above <= 0) ? 1 : 0;
  });
  const zero = site.constant(makeTensor(dtype, [], allocate(dtype, 1)));
  site.finish('Where', [site.constant(makeTensor('bool', [rows, columns], mask)), x, zero], []);
};

/** Of whole numbers, which Max and Min did not take: a choice by a comparison. */
const extreme =
  (comparison: 'Less' | 'Greater'): Rule =>
  (site) => {
    const { node } = site;
    const { dtype } = site.typeOf(node.output[0]) ?? site.typeOf(node.input[0]) ?? { dtype: 'float32' };
    if (isReal(dtype) || node.input.length < 2) return site.finish(node.opType ?? '', node.input);
    const first = node.input.slice(0, -1).reduce((a, b) => choice(site, comparison, a, b));
    const last = node.input.at(-1)!;
    site.finish('Where', [site.step(comparison, [first, last]), first, last], []);
  };

export const Max = extreme('Greater');
export const Min = extreme('Less');

function choice(site: Site, comparison: string, a: string, b: string): string {
  return site.step('Where', [site.step(comparison, [a, b]), a, b]);
}

/** Of whole numbers, which Clip did not take. */
export const Clip: Rule = (site) => {
  const { node } = site;
  const [x, low = '', high = ''] = node.input;
  if (isReal(site.typeOf(x)?.dtype ?? 'float32')) return site.finish('Clip', node.input);
  const raised = low ? choice(site, 'Greater', x, low) : x;
  if (!high) return site.finish('Identity', [raised], []);
  site.finish('Where', [site.step('Less', [raised, high]), raised, high], []);
};

/** A power whose exponent is of another type than its base. */
export const Pow: Rule = (site) => {
  const [x, exponent] = site.node.input;
  const [base, other] = [site.typeOf(x)?.dtype ?? 'float32', site.typeOf(exponent)?.dtype ?? 'float32'];
  if (!isReal(base)) return site.refuse(`a base of ${base}`);
  if (base === other) return site.finish('Pow', [x, exponent]);
  site.finish('Pow', [x, site.step('Cast', [exponent], [intAttribute('to', dataTypeOf(base))])]);
};

export const CastLike: Rule = (site) => {
  const [x, like] = site.node.input;
  const { dtype } = site.typeOf(like) ?? site.refuse(`"${like}" of unknown type`);
  site.finish('Cast', [x], [intAttribute('to', dataTypeOf(dtype))]);
};

/** The last of several extremes is the first from the other end. */
export const lastExtreme: Rule = (site) => {
  const { node, attributes } = site;
  const [x] = node.input;
  const attribute = kept(site, ['select_last_index']);
  if (attributes.select_last_index !== 1) return site.finish(node.opType ?? '', [x], attribute);
  const shape = shapeOf(site, x);
  const axis = normalizeAxis(Number(attributes.axis ?? 0), shape.length);
  const one = (value: number) => site.constant(vector([value]));
  const turned = site.step('Slice', [x, one(-1), one(-shape[axis] - 1), one(axis), one(-1)]);
  const place = site.step(node.opType ?? '', [turned], attribute);
  site.finish('Sub', [site.constant(int64([], [shape[axis] - 1])), place], []);
};

/** `(x − zero) · scale` of every channel; of a whole tensor it is the operator itself. */
export const DequantizeLinear: Rule = (site) => {
  const { node, attributes } = site;
  const [x, scale, zero = ''] = node.input;
  refuseBlocks(site);
  const along = channels(site, scale);
  if (!along) return site.finish('DequantizeLinear', node.input, kept(site, ['axis', 'output_dtype', 'block_size']));
  if (attributes.output_dtype !== undefined && attributes.output_dtype !== DataType.FLOAT)
    return site.refuse('output_dtype');
  const real = (name: string) => site.step('Cast', [name], [intAttribute('to', DataType.FLOAT)]);
  const centred = zero ? site.step('Sub', [real(x), along(real(zero))]) : real(x);
  site.finish('Mul', [centred, along(scale)], []);
};

/** `saturate(rne(x / scale) + zero)` of every channel; of a whole tensor it is the operator itself. */
export const QuantizeLinear: Rule = (site) => {
  const { node } = site;
  const [x, scale, zero = ''] = node.input;
  refuseBlocks(site);
  const along = channels(site, scale);
  const later = ['axis', 'saturate', 'output_dtype', 'block_size', 'precision'];
  if (!along) return site.finish('QuantizeLinear', node.input, kept(site, later));
  const { dtype } = zero
    ? (site.typeOf(zero) ?? site.refuse(`"${zero}" of unknown type`))
    : { dtype: 'uint8' as const };
  if (dtype !== 'uint8' && dtype !== 'int8') return site.refuse(`integers of ${dtype}`);
  const rounded = site.step('Round', [site.step('Div', [x, along(scale)])]);
  const real = () => along(site.step('Cast', [zero], [intAttribute('to', DataType.FLOAT)]));
  const moved = zero ? site.step('Add', [rounded, real()]) : rounded;
  const [low, high] = dtype === 'uint8' ? [0, 255] : [-128, 127];
  const clipped = site.step('Clip', [moved, number(site, low), number(site, high)]);
  site.finish('Cast', [clipped], [intAttribute('to', dataTypeOf(dtype))]);
};

/** How one number of each channel is brought beside the tensor; undefined for one number of the whole tensor. */
function channels(site: Site, scale: string): ((name: string) => string) | undefined {
  const shape = shapeOf(site, scale);
  if (sizeOf(shape) === 1) return undefined;
  const rank = shapeOf(site, site.node.input[0]).length;
  const axis = normalizeAxis(Number(site.attributes.axis ?? 1), rank);
  const wanted: Tensor = vector(Array.from({ length: rank }, (_, i) => (i === axis ? sizeOf(shape) : 1)));
  return (name) => site.step('Reshape', [name, site.constant(wanted)]);
}

function refuseBlocks(site: Site): void {
  if (site.attributes.block_size !== undefined && site.attributes.block_size !== 0) site.refuse('scales of blocks');
}

function isReal(dtype: string): boolean {
  return dtype.startsWith('float');
}
