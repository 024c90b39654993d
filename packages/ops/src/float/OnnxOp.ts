import { type Node, defineOp } from '@openbpu/ir';
import { type DType, isDType, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { foreignEdgeForm } from '../support/edge-forms';
import { foreignMacs } from '../support/foreign-macs';

const attrs = z.object({
  /** Domain of the ONNX operator; empty for the standard one. */
  domain: z.string().default(''),
  opType: z.string().min(1),
  /** Version of the domain the attributes are written for. */
  opset: z.int().min(1),
  /** Attributes as the model had them, as plain JSON. */
  attributes: z.record(z.string(), z.json()).default({}),
  /** Types of the outputs, found when the model was read. */
  outputTypes: z
    .array(
      z.object({
        dtype: z.custom<DType>((value) => typeof value === 'string' && isDType(value), 'no element type'),
        shape: z.array(z.int().min(0)),
      }),
    )
    .min(1),
});

export type OnnxOpAttrs = z.infer<typeof attrs>;

/** Any ONNX operator this package has no definition for: always on the CPU, its meaning that of its ONNX fragment. */
export const OnnxOp = defineOp<OnnxOpAttrs>({
  name: 'OnnxOp',
  summary: 'An ONNX operator taken as it stands, evaluated as an ONNX fragment on the CPU.',
  accuracy: 'opaque',
  parseAttrs: attrsOf(attrs),
  infer: (_, { outputTypes }) => outputTypes.map(({ dtype, shape }) => tensorType(dtype, shape)),
  eval(_, { opType }) {
    throw new TypeError(`${opType} is evaluated as an ONNX fragment`);
  },
  macs: (inputs, outputs, { domain, opType, attributes }) =>
    isStandard(domain) ? foreignMacs(opType, inputs, outputs, attributes) : 0,
  edge: ({ domain, opType }) => (isStandard(domain) ? foreignEdgeForm(opType) : undefined),
});

function isStandard(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx';
}

/** What tables show as the type of a node: the foreign operator where there is none of ours. */
export function typeName(node: Node): string {
  return OnnxOp.is(node) ? node.attrs.opType : node.op.name;
}
