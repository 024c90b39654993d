import type { AnyOp, ValueId } from '@openbpu/ir';
import { Add, Max, Mul, Reshape, Sub } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { LayerSite } from '../graph/layer-site';
import type { Fields } from '../text/fields';
import type { LayerRule } from './layer-rule';

const OPS = { PROD: Mul, SUM: Add, MAX: Max } as const;

/**
 * `Mul`, `Add` or `Max` of two bottoms after the other. Coefficients of a sum: `Sub` where 1 and −1 say so, otherwise a
 * `Mul` in front of each bottom whose coefficient is not 1.
 */
export const Eltwise: LayerRule = {
  types: ['Eltwise'],
  translate(site) {
    const param = site.param('eltwise_param');
    const operation = param.word('operation', ['PROD', 'SUM', 'MAX'], 'SUM');
    const coefficients = param.reals('coeff');
    param.flag('stable_prod_grad', true);
    const { inputs } = site;
    if (inputs.length < 2) site.refuse(`it takes two bottoms or more and has ${inputs.length}`);
    const shape = site.shapeOf(inputs[0]).join('x');
    const other = inputs.find((input) => site.shapeOf(input).join('x') !== shape);
    if (other !== undefined)
      site.refuse(`its bottoms are ${shape} and ${site.shapeOf(other).join('x')}; they must be equal`);
    if (coefficients.length > 0 && operation !== 'SUM') site.refuse(`coeff goes with a SUM, not with ${operation}`);
    if (coefficients.length > 0 && coefficients.length !== inputs.length)
      site.refuse(`${coefficients.length} coefficients for ${inputs.length} bottoms`);
    if (inputs.length === 2 && coefficients[0] === 1 && coefficients[1] === -1) return site.finish(Sub, inputs);
    return fold(
      site,
      OPS[operation],
      inputs.map((input, i) => scaled(site, input, coefficients[i] ?? 1, i)),
    );
  },
};

function scaled(site: LayerSite, input: ValueId, coefficient: number, i: number): ValueId {
  return coefficient === 1
    ? input
    : site.step(`coeff_${i}`, Mul, [input, site.constant(`coeff_${i}_constant`, float32([], [coefficient]))]);
}

function fold(site: LayerSite, op: AnyOp, terms: readonly ValueId[]): readonly ValueId[] {
  let sum = terms[0];
  for (let i = 1; i < terms.length - 1; i++) sum = site.step(`${op.name.toLowerCase()}_${i}`, op, [sum, terms[i]]);
  return site.finish(op, [sum, terms[terms.length - 1]]);
}

/** `Add` of blob 0 or of the second bottom, which covers the dimensions from `axis` on. */
export const Bias: LayerRule = {
  types: ['Bias'],
  translate(site) {
    const [x, second] = site.inputs;
    if (x === undefined || site.inputs.length > 2)
      site.refuse(`it takes one or two bottoms and has ${site.inputs.length}`);
    const param = site.param('bias_param');
    const shift =
      second === undefined
        ? site.constant('bias', site.blob(0, blobOperandShape(site, x, param), 'bias'))
        : bottomOperand(site, x, second, param);
    return site.finish(Add, [x, shift]);
  },
};

/**
 * `Mul`, and with `bias_term` `Add`. The factor is blob 0 or the second bottom; it covers the dimensions from `axis`
 * on.
 */
export const Scale: LayerRule = {
  types: ['Scale'],
  translate(site) {
    const [x, second] = site.inputs;
    if (x === undefined || site.inputs.length > 2)
      site.refuse(`it takes one or two bottoms and has ${site.inputs.length}`);
    const param = site.param('scale_param');
    const bias = param.flag('bias_term', false);
    const shape = second === undefined ? blobOperandShape(site, x, param) : undefined;
    const factor = shape ? site.constant('scale', site.blob(0, shape, 'scale')) : bottomOperand(site, x, second, param);
    if (!bias) return site.finish(Mul, [x, factor]);
    const own = site.shapeOf(factor);
    const shift = site.constant('bias', site.blob(shape ? 1 : 0, own, 'bias'));
    return site.finish(Add, [site.step('mul', Mul, [x, factor]), shift]);
  },
};

/**
 * The shape a Scale or Bias operand has against `x`, with ones where it repeats: it covers `num_axes` dimensions from
 * `axis` on (−1: all that follow; 0: a scalar).
 */
function blobOperandShape(site: LayerSite, x: ValueId, param: Fields): number[] {
  const shape = site.shapeOf(x);
  const axis = site.axis(param.int('axis', -8, 1), x);
  const written = param.int('num_axes', -1, 1);
  const end = written === -1 ? shape.length : axis + written;
  if (end > shape.length)
    site.refuse(`num_axes ${written} from axis ${axis} on is more than the ${shape.length} dimensions of its bottom`);
  return shape.map((dim, i) => (i >= axis && i < end ? dim : 1));
}

/**
 * The second bottom of a Scale or Bias, lined up with dimensions `axis`… of the first: a Reshape where ranks differ.
 */
function bottomOperand(site: LayerSite, x: ValueId, operand: ValueId, param: Fields): ValueId {
  const shape = site.shapeOf(x);
  const own = site.shapeOf(operand);
  const axis = site.axis(param.int('axis', -8, 1), x);
  if (axis + own.length > shape.length || own.some((dim, i) => dim !== shape[axis + i])) {
    site.refuse(
      `its second bottom, ${own.join('x') || 'a scalar'}, is not dimensions ${axis}… of the first, ${shape.join('x')}`,
    );
  }
  if (own.length === shape.length) return operand;
  const lined = shape.map((_, i) => own[i - axis] ?? 1);
  return site.step('operand', Reshape, [operand], { shape: lined });
}
