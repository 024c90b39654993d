import type { EdgeForm } from '@openbpu/ir';

/**
 * What may stand at the edge of a model, by the name recipes call it. A Quantize or Transpose may go from an input,
 * since what is behind it can be fed; the rest would leave an input nobody can feed.
 */
export const EDGE_FORMS = {
  Cast: { type: 'Cast', removableAt: ['output'] },
  Dequantize: { type: 'Dequantize', removableAt: ['output'], integers: 'reads' },
  Quantize: { type: 'Quantize', removableAt: ['input'], integers: 'gives' },
  Reshape: { type: 'Reshape', removableAt: ['output'], view: true },
  Softmax: { type: 'Softmax', removableAt: ['output'] },
  Transpose: { type: 'Transpose', removableAt: ['input', 'output'], view: true },
} as const satisfies Readonly<Record<string, EdgeForm>>;

/** The same for an ONNX operator that has no definition here, by its name; undefined for one that is never there. */
export function foreignEdgeForm(opType: string): EdgeForm | undefined {
  return Object.entries<EdgeForm>(EDGE_FORMS).find(([name]) => name === opType)?.[1];
}
