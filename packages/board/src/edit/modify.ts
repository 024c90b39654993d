import type { ArtifactContent } from '@openbpu/artifact';
import { type Sink, fail, nearest } from '@openbpu/diagnostics';
import { BOARD } from '../catalogue';
import { shownType } from '../perf/rows';
import { type RemovalRequest, removableNodes, removeNodes } from './remove-nodes';

/** Types of nodes that may stand at the edge of a model, as the guide lists them. */
export const EDGE_TYPES = ['Transpose', 'Quantize', 'Dequantize', 'Cast', 'Reshape', 'Softmax'] as const;

/** A node that is gone now, and its type as the model calls it. */
export interface ModifiedNode {
  readonly name: string;
  readonly type: string;
}

export interface Modified {
  readonly content: ArtifactContent;
  /** In the order they went. */
  readonly removed: readonly ModifiedNode[];
}

/**
 * A model without nodes of its edge: those of the types first, then those that are named, in order. What is gone
 * already is noted. Throws DiagnosticError (BRD) for a type that no edge has, and for a node that cannot go.
 */
export function modify(file: string, content: ArtifactContent, request: RemovalRequest, sink: Sink): Modified {
  const at = { name: file, file };
  for (const type of request.types) {
    const like = nearest(type, EDGE_TYPES);
    if (!EDGE_TYPES.some((known) => known === type))
      fail(BOARD.unknownType({ type, known: EDGE_TYPES, ...(like === undefined ? {} : { nearest: like }) }, at));
  }
  const { content: modified, deleted, kept } = removeNodes(content, request);
  const types = new Map(content.header.steps.map((step) => [step.name, shownType(step)]));
  for (const { node, by, state, reason } of kept) {
    if (by === 'type') sink.report(BOARD.nodeStays({ node, reason }, at));
    else if (state === 'gone') sink.report(BOARD.goneAlready({ node }, at));
    else {
      const removable = removableNodes(modified.header).map(({ name }) => name);
      const like = nearest(node, removable);
      fail(
        BOARD.cannotGo(
          { node, reason, inside: state === 'stays', removable, ...(like === undefined ? {} : { nearest: like }) },
          at,
        ),
      );
    }
  }
  for (const type of request.types)
    if (!deleted.some((each) => each.type === type)) sink.report(BOARD.noneOfType({ type, file }, at));
  const names = [...new Set(deleted.map(({ name }) => name))];
  return { content: modified, removed: names.map((name) => ({ name, type: types.get(name) ?? '' })) };
}
