import type { ArtifactContent, ArtifactDeleted } from '@openbpu/artifact';
import { type Kept, type RemovalRequest as Removed, removeNodes as remove } from '@openbpu/board';
import { type Diagnostic, type Sink, nearest } from '@openbpu/diagnostics';
import type { GraphView } from '@openbpu/ir';
import { PIPELINE } from '../catalogue';

/** What a recipe wants deleted; see `RemovalRequest` of `board`. */
export interface RemovalRequest extends Removed {
  /** The quantised model that is written beside the `.bin`: whoever names a node may have read its name there. */
  readonly quantised?: Pick<GraphView, 'node'>;
}

/** Deletes what a recipe wants deleted; what cannot be deleted stays, with a warning at the key that names it. */
export function removeNodes(
  whole: ArtifactContent,
  { quantised, ...request }: RemovalRequest,
  sink: Sink,
): { readonly content: ArtifactContent; readonly deleted: readonly ArtifactDeleted[] } {
  const { kept, ...removal } = remove(whole, request);
  for (const each of kept) sink.report(told(each, removal.content, quantised));
  return removal;
}

function told(
  { node, by, state, reason, first }: Kept,
  { header }: ArtifactContent,
  quantised: RemovalRequest['quantised'],
): Diagnostic {
  const key = by === 'type' ? 'remove_node_type' : 'remove_node_name';
  const at = { name: key };
  if (state !== 'unknown') return PIPELINE.notRemoved({ node, reason, key, ...(first ? { first } : {}) }, at);
  if (quantised?.node(node)) {
    const elsewhere = 'only the quantised model has it, whose input lies otherwise; the .bin has no such node';
    return PIPELINE.notRemoved({ node, reason: elsewhere, key }, at);
  }
  const removable = header.steps.filter((step) => step.removable).map(({ name }) => name);
  return PIPELINE.notRemovable({ node, removable, nearest: nearest(node, removable) }, at);
}
