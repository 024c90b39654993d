import { type ArtifactHeader, tensorOf } from '@openbpu/artifact';
import type { Structure, StructureEdge, StructureNode } from './perf-report';
import type { TimedRow } from './timed-rows';

/** The picture of a model as data: its inputs, a node for every step, its outputs, and the tensors between them. */
export function structureOf(
  { inputs, outputs, tensors }: Pick<ArtifactHeader, 'inputs' | 'outputs' | 'tensors'>,
  rows: readonly TimedRow[],
): Structure {
  const writer = new Map(inputs.map((input) => [tensorOf(input), `input:${input.name}`]));
  const edges: StructureEdge[] = [];
  const link = (tensor: string, to: string) => {
    const from = writer.get(tensor);
    const { dtype, shape } = tensors[tensor];
    if (from !== undefined) edges.push({ from, to, label: `${dtype} ${shape.join('x')}` });
  };
  for (const { name, step } of rows) {
    for (const tensor of new Set(step.inputs)) link(tensor, name);
    for (const tensor of step.outputs) writer.set(tensor, name);
  }
  for (const output of outputs) link(tensorOf(output), `output:${output.name}`);
  return {
    nodes: [
      ...inputs.map(({ name }): StructureNode => ({ id: `input:${name}`, label: name, on: 'input' })),
      ...rows.map(({ name, time: { on, latencyUs } }): StructureNode => ({ id: name, label: name, on, latencyUs })),
      ...outputs.map(({ name }): StructureNode => ({ id: `output:${name}`, label: name, on: 'output' })),
    ],
    edges,
  };
}
