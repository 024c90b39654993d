import { MaxPool as op } from '@openbpu/ops';
import { defineExporter } from './exporter';
import { plainAttributes } from './plain-attributes';

/** MaxPool under ONNX's names for the window. */
export const MaxPool = defineExporter(op, (site) => site.emit('MaxPool', site.inputs, site.outputs, plainAttributes(op, site.attrs, { kernel: 'kernel_shape' })));
