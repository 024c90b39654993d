import { OnnxOp as op } from '@openbpu/ops';
import { defineExporter } from './exporter';
import { attributesFromJson } from '../proto/attribute-json';

/** The operator as it stood in the foreign model. */
export const OnnxOp = defineExporter(op, (site) => {
  const { domain, opset, opType, attributes } = site.attrs;
  site.emitForeign(domain, opset, opType, attributesFromJson(attributes));
});
