import { OnnxOp as op } from '@openbpu/ops';
import { defineExporter } from './exporter';
import { attributesFromJson } from '../proto/attribute-json';
import { buildNode } from '../proto/build';

/** The operator as it stood in the foreign model; where it has a body, as a call of a function that has it. */
export const OnnxOp = defineExporter(op, (site) => {
  const { domain, opset: version, opType, attributes, body } = site.attrs;
  const given = attributesFromJson(attributes);
  if (!body) return site.emitForeign(domain, version, opType, given);
  const nodes = body.nodes.map(({ opType, inputs, outputs, attributes }) =>
    buildNode({ opType, input: inputs, output: outputs, attribute: attributesFromJson(attributes) }),
  );
  return site.emitCall({ domain, version, opType, inputs: body.inputs, outputs: body.outputs, nodes }, given);
});
