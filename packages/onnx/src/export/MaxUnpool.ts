import { MaxUnpool as op } from '@openbpu/ops';
import { intAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';
import { stepsOf } from './steps';

/** ScatterElements into planes of zeros: ONNX's own MaxUnpool counts through the whole tensor. */
export const MaxUnpool = defineExporter(op, (site) => {
  const s = stepsOf(site);
  const [x, indices] = site.inputs;
  const [n, c, h, w] = site.typeOf(x).shape;
  const { height, width } = site.attrs;
  const planes = (value: string) => s.reshape(value, n * c, h * w);
  const zeros = s.op('ConstantOfShape', [s.numbers(n * c, height * width)]);
  const filled = s.op('ScatterElements', [zeros, planes(indices), planes(x)], [intAttribute('axis', 1)]);
  site.emit('Reshape', [filled, s.numbers(n, c, height, width)], site.outputs);
});
