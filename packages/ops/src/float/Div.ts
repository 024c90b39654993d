import { defineOp } from '@openbpu/ir';
import { float32, multiplierOf } from '@openbpu/tensor';
import { HzSElementwiseDiv } from '../integer/HzSElementwiseDiv';
import { noAttrs } from '../support/attrs';
import { inferBinary, mapBinary } from '../support/binary';
import { operand } from '../support/operand';
import { clampBounds } from '../support/weights';

/** Two float32 tensors, NumPy broadcasting; either may be a constant where it is to be quantised. */
export const Div = defineOp({
  name: 'Div',
  summary: 'a / b.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferBinary('Div', inputs)],
  eval: (inputs) => [mapBinary(inputs, (a, b) => a / b)],
  integer: {
    type: HzSElementwiseDiv.name,
    quantise(site) {
      const [a, b, y] = [operand(site, 0), operand(site, 1), site.output(0)];
      const multiplier = site.addConstant('multiplier', float32([], [multiplierOf(a.scale, 1, b.scale * y.scale)]));
      const bounds = clampBounds(-Infinity, Infinity, y.type.quant!, y.dtype);
      return [site.emit(HzSElementwiseDiv, [a.id, b.id, multiplier], bounds, y.type)];
    },
  },
});
