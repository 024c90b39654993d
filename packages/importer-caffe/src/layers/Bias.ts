import { Add } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';
import { blobOperandShape, bottomOperand } from './support/broadcast-operand';

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
