import type { Sink } from '@openbpu/diagnostics';
import type { Graph, OpSet } from '@openbpu/ir';

/** The files of a trained model, as the user names them. */
export type ModelSource = SourceOptions &
  (
    | { readonly kind: 'onnx'; readonly model: string }
    | { readonly kind: 'caffe'; readonly prototxt: string; readonly caffemodel: string }
  );

/** What a user says of the model beside where it is. */
export interface SourceOptions {
  readonly inputShapes?: InputShapes;
  /** Names of nodes: what they give are the outputs, in this order, in place of the model's own. None: its own. */
  readonly outputNodes?: readonly string[];
  /** Names of nodes, or of operators, that are cut off with all that depends on them: post-processing. */
  readonly cutNodes?: readonly string[];
}

/**
 * Shapes the user fixes, by input name, or under '' for an only input; they win over what the model declares. See
 * `namedShapes`.
 */
export type InputShapes = ReadonlyMap<string, readonly number[]>;

/**
 * Turns one foreign format into an imported graph. `match` reads the files and gives undefined for a source of another
 * format; both throw DiagnosticError with the user's file, line and layer when the model cannot be taken.
 */
export interface Importer<Raw> {
  readonly name: string;
  match(source: ModelSource): Promise<Raw | undefined>;
  translate(raw: Raw, ops: OpSet, sink: Sink): Promise<Graph<'imported'>>;
  /** The names of nodes of the model, of which not all need be origins of the graph: some become constants. */
  names?(raw: Raw): Promise<readonly string[]>;
}
