import type { Pass } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, type OpSet, type Stage, parseGraph, printGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { largestDifference } from './evaluate';

/** Rounding a float rewrite may cause, relative to the largest output. */
const TOLERANCE = 2e-5;

/** What a pass made of a text. */
export interface Passed<To extends Stage> {
  readonly before: Graph;
  readonly graph: Graph<To>;
  /** The nodes alone, one line each, without constants and types. */
  readonly shape: readonly string[];
  readonly text: string;
  readonly sink: CollectingSink;
}

/** Reads a graph, runs a pass over it, and verifies the result (transactions verify themselves). */
export async function runPass<From extends Stage, To extends Stage>(
  pass: Pass<From, To>,
  text: string,
  stage: From,
  ops: OpSet = standardOps(),
): Promise<Passed<To>> {
  const before = parseGraph(text, ops, stage);
  const sink = new CollectingSink();
  const graph = await pass.run(before, { ops, sink });
  return { before, graph, shape: shapeOf(graph), text: printGraph(graph), sink };
}

/** Each node as `name: output = Op(inputs)`. */
export function shapeOf(graph: Graph): string[] {
  return graph.nodes.map(
    ({ id, op, inputs, outputs }) =>
      `${id}: ${outputs.join(', ')} = ${op.name}(${inputs.map((input) => input || '_').join(', ')})`,
  );
}

/** Throws unless the pass left the function of the graph as it was, on several reproducible inputs. */
export async function keepsTheFunction<S extends Stage>(
  pass: Pass<S>,
  text: string,
  stage: S,
  ops: OpSet = standardOps(),
): Promise<void> {
  const { before, graph } = await runPass(pass, text, stage, ops);
  for (const seed of [1, 2, 3]) {
    const difference = largestDifference(before, graph, seed);
    if (!(difference <= TOLERANCE))
      throw new Error(`${pass.name} changed an output by ${difference} of its magnitude:\n${printGraph(graph)}`);
  }
}
