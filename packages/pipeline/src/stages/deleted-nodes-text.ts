import type { ArtifactDeleted, ArtifactInput } from '@openbpu/artifact';

export const DELETED_NODES_FILE = 'deleted_nodes_info.txt';

/**
 * Its text: a line a node, in the order of deletion: what it read and gave, the input or output of the model that has
 * another form since, how the integers stand for real numbers, real = (integer - zero) * scale, and what the input is
 * fed with none the less.
 */
export function deletedNodesText(
  deleted: readonly ArtifactDeleted[],
  inputs: readonly Pick<ArtifactInput, 'name' | 'typeRt'>[],
): string {
  return deleted.map((node) => `${lineOf(node, inputs)}\n`).join('');
}

function lineOf(
  { name, type, side, from, to, port, scale, zero, axis }: ArtifactDeleted,
  inputs: readonly Pick<ArtifactInput, 'name' | 'typeRt'>[],
): string {
  const fields = [name, `type: ${type}`, `at: ${side}`, `from: ${from}`, `to: ${to}`, `${side}: ${port}`];
  if (scale) fields.push(`scale: [${scale.join(', ')}]`, `zero: [${(zero ?? []).join(', ')}]`);
  if (axis !== undefined) fields.push(`axis: ${axis}`);
  const fed = fedAs({ port, side }, inputs);
  if (fed) fields.push(`fed: ${fed}`);
  return fields.join('  ');
}

/** What an image input is fed with, whichever of its nodes are deleted; undefined for a feature map and an output. */
export function fedAs(
  { port, side }: Pick<ArtifactDeleted, 'port' | 'side'>,
  inputs: readonly Pick<ArtifactInput, 'name' | 'typeRt'>[],
): string | undefined {
  if (side === 'output') return undefined;
  const typeRt = inputs.find(({ name }) => name === port)?.typeRt;
  return typeRt === 'featuremap' ? undefined : typeRt;
}
