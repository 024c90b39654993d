import type { Tensor } from '@openbpu/tensor';
import { type Attribute, imported, node } from '../model.fixture';

/** What an operator gives for constants, by way of an import. */
export async function folded(
  opType: string,
  inputs: readonly Tensor[],
  attributes: Readonly<Record<string, Attribute>> = {},
  opset = 13,
): Promise<Tensor> {
  const names = inputs.map((_, i) => `in${i}`);
  const constants = Object.fromEntries(names.map((name, i) => [name, inputs[i]]));
  const { graph } = await imported({ nodes: [node(opType, names, ['y'], attributes, 'n')], constants, opset });
  const [only, ...others] = graph.nodes;
  if (others.length > 0 || only.op.name !== 'Identity') throw new Error(`${opType} was not folded`);
  return graph.value(only.inputs[0]).constant!;
}
