import { backend } from '@openbpu/backend-bayes-e';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import type { ModelProto, TensorProto } from '@openbpu/onnx';
import { OnnxOp, standardOps } from '@openbpu/ops';
import { type Lane, LaneFragments, ReferenceExecutor, probeTypes } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { difference, widened } from './compare';
import { LONG_SUMS, sharesElements } from './exceptions';
import type { NodeCase } from './node-case';

/**
 * What became of a case: computed by us alone (`folded` while the model was read, as all of its inputs are constants),
 * with ONNX fragments, refused with the code of a diagnostic, or wrong.
 */
export type Outcome =
  | { readonly kind: 'own'; readonly folded: boolean }
  | { readonly kind: 'fragment'; readonly opTypes: readonly string[] }
  | { readonly kind: 'refused'; readonly code: string; readonly why: string }
  | { readonly kind: 'wrong'; readonly why: string };

/** Operators that the list has folded while a model is read: they run by no other way. */
const FOLDED = new Set(
  Object.entries(backend.operators).flatMap(([name, { mechanism }]) => (mechanism === 'constant_folded' ? [name] : [])),
);

/** From best to worst; what is wrong in one way is wrong. */
const RANKS: readonly ((outcome: Outcome, operator: string) => boolean)[] = [
  ({ kind }) => kind === 'wrong',
  (outcome, operator) => outcome.kind === 'own' && (!outcome.folded || FOLDED.has(operator)),
  ({ kind }) => kind === 'fragment',
  ({ kind }) => kind === 'own',
];

/**
 * Imports a case as the product does and runs it: every node by its own evaluation, one that stays an ONNX operator as
 * a fragment in the lane. Operators ask for shapes, axes and the like as constants, where the cases feed every input:
 * so no input, all but the first, or all are made constants of the model. Of these ways the best counts, unless one
 * gives something wrong, or ends with an error that is no diagnostic.
 */
export async function tryCase(one: NodeCase, lane: Lane): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const first of new Set([one.inputs.size, Math.min(1, one.inputs.size), 0]))
    outcomes.push(await attempt(one, first, lane));
  const ranked = RANKS.map((rank) => outcomes.find((outcome) => rank(outcome, one.operator)));
  return ranked.find((outcome) => outcome !== undefined) ?? outcomes[0];
}

async function attempt(one: NodeCase, first: number, lane: Lane): Promise<Outcome> {
  const fragments = new LaneFragments(lane);
  try {
    const named = one.model.graph.input.map(({ name = '' }, i) => ({ name, proto: one.inputs.get(i) }));
    const frozen = named.slice(first).flatMap(({ name, proto }) => (proto ? [{ ...proto, name }] : []));
    const importer = new OnnxImporter({ probe: (fragment) => probeTypes(lane, fragment) });
    const graph = await importer.translate(
      { model: withConstants(one.model, frozen), file: `${one.id}.onnx`, inputShapes: new Map() },
      standardOps(),
      new CollectingSink(),
    );
    const feeds = new Map<string, Tensor>();
    for (const { name, proto } of named) if (proto && graph.inputs.includes(name)) feeds.set(name, widened(proto));
    const results = await new ReferenceExecutor(graph, fragments.run).run(feeds);
    return judged(one, graph, results);
  } catch (error) {
    if (error instanceof DiagnosticError)
      return { kind: 'refused', code: error.diagnostics[0].code, why: error.message };
    return { kind: 'wrong', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await fragments.close().catch(() => undefined);
  }
}

function judged(one: NodeCase, graph: Graph, results: ReadonlyMap<string, Tensor>): Outcome {
  const wrong = one.model.graph.output.flatMap(({ name = '' }, i) => {
    const proto = one.outputs.get(i);
    if (!proto) return [];
    const comparison = {
      elements: sharesElements(one.id),
      ofLargest: LONG_SUMS.includes(one.operator) ? 2 ** -20 : 0,
    };
    const text = difference(results.get(name)!, proto, comparison);
    return text === undefined ? [] : [`${name}: ${text}`];
  });
  if (wrong.length > 0) return { kind: 'wrong', why: `${wrong.join('; ')} (${graph.nodes.map(typeOf).join(', ')})` };
  const opTypes = [...new Set(graph.nodes.filter((node) => OnnxOp.is(node)).map(typeOf))].sort();
  if (opTypes.length > 0) return { kind: 'fragment', opTypes };
  return { kind: 'own', folded: graph.inputs.length === 0 && one.inputs.size > 0 };
}

function typeOf(node: Graph['nodes'][number]): string {
  return OnnxOp.is(node) ? node.attrs.opType : node.op.name;
}

/** A model with some of its inputs made constants. */
function withConstants(model: ModelProto, constants: readonly TensorProto[]): ModelProto {
  const names = new Set(constants.map(({ name }) => name));
  const { graph } = model;
  return {
    ...model,
    graph: {
      ...graph,
      input: graph.input.filter(({ name }) => !names.has(name)),
      initializer: [...graph.initializer, ...constants],
    },
  };
}
