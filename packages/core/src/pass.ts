import type { Sink } from '@openbpu/diagnostics';
import type { Graph, OpSet, Stage } from '@openbpu/ir';

/** What every pass may use besides what its constructor was given. */
export interface PassContext {
  readonly ops: OpSet;
  readonly sink: Sink;
  /** Set when the user gives up; long passes look at it. */
  readonly signal?: AbortSignal;
}

/**
 * A step from graph to graph. Looks only at the graph, keeps nothing between runs, reports what a user should know to
 * the sink, and throws DiagnosticError when the work cannot go on.
 */
export interface Pass<From extends Stage, To extends Stage = From> {
  /** In kebab case; file, export and command-line name follow it. */
  readonly name: string;
  readonly summary: string;
  run(graph: Graph<From>, context: PassContext): Graph<To> | Promise<Graph<To>>;
}
