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
  /** The same as nodes of standard operators: a function that models bring along. */
  body: z
    .object({
      /** As many as the node may have. */
      inputs: z.array(z.string()),
      outputs: z.array(z.string()).min(1),
      nodes: z.array(
        z.object({
          opType: z.string().min(1),
          inputs: z.array(z.string()),
          outputs: z.array(z.string()),
          attributes: z.record(z.string(), z.json()),
        }),
      ),
    })
    .optional(),
  /** Multiply-accumulates of one evaluation, where the operator is none of ONNX and its author says. */
  macs: z.int().min(0).optional(),
});

export type OnnxOpAttrs = z.infer<typeof attrs>;

/**
 * Any operator this package has no definition for, of ONNX or of a user's module: always on the CPU, its meaning that
 * of its ONNX fragment.
 */
export const OnnxOp = defineOp<OnnxOpAttrs>({
  name: 'OnnxOp',
  summary: 'An ONNX operator taken as it stands, evaluated as an ONNX fragment on the CPU.',
  accuracy: 'opaque',
  parseAttrs: attrsOf(attrs),
  infer: (_, { outputTypes }) => outputTypes.map(({ dtype, shape }) => tensorType(dtype, shape)),
  eval(_, { opType }) {
    throw new TypeError(`${opType} is evaluated as an ONNX fragment`);
  },
  macs: (inputs, outputs, { domain, opType, attributes, macs = 0 }) =>
    isStandard(domain) ? foreignMacs(opType, inputs, outputs, attributes) : macs,
  edge: ({ domain, opType }) => (isStandard(domain) ? foreignEdgeForm(opType) : undefined),
});

function isStandard(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx';
}

/** The operator of standard ONNX that a node is, where it is none of ours; undefined for any other node. */
export function foreignType(node: Node): string | undefined {
  return OnnxOp.is(node) && isStandard(node.attrs.domain) ? node.attrs.opType : undefined;
}

/** What tables show as the type of a node: the foreign operator where there is none of ours. */
export function typeName(node: Node): string {
  return OnnxOp.is(node) ? node.attrs.opType : node.op.name;
}
