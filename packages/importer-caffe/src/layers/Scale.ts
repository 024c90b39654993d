import { Add, Mul } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { blobOperandShape, bottomOperand } from './support/broadcast-operand';

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
