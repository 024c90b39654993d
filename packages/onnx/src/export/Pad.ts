import { Pad as op } from '@openbpu/ops';
import { allocate, int64, makeTensor } from '@openbpu/tensor';
import { stringAttribute } from '../proto/attribute';
import { defineExporter } from './exporter';

/** Pad with pads and value as inputs, the value of the element type of the tensor. */
export const Pad = defineExporter(op, (site) => {
  const { pads, mode, value } = site.attrs;
  const { dtype } = site.typeOf(site.inputs[0]);
  const data = allocate(dtype, 1);
  data[0] = typeof data[0] === 'bigint' ? BigInt(value) : value;
  const inputs = [
    site.inputs[0],
    site.constant('pads', int64([pads.length], pads)),
    ...(mode === 'constant' ? [site.constant('value', makeTensor(dtype, [], data))] : []),
  ];
  site.emit('Pad', inputs, site.outputs, [stringAttribute('mode', mode)]);
});
