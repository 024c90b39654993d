import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';

/** What a mapping gives when the graph has no op that means the node: it then stays an ONNX operator on the CPU. */
export const OPAQUE = 'opaque';

/** How one ONNX operator, or a family of like ones, is written in the canonical form of the graph. */
export interface Mapping {
  readonly opTypes: readonly string[];
  /**
   * Emits the node, or gives OPAQUE before it has emitted anything. Throws DiagnosticError when the node makes no
   * sense.
   */
  translate(node: ImportNode, b: GraphBuilder): void | typeof OPAQUE;
}
