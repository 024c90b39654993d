import type { AnyOp, ValueId } from '@openbpu/ir';
import { Add, Max, Mul, Sub } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { LayerSite } from '../graph/layer-site';
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
