import { DiagnosticError, CollectingSink } from '@openbpu/diagnostics';
import { type Graph, parseGraph } from '@openbpu/ir';
import { OnnxOp, standardOps } from '@openbpu/ops';
import { dress, marches, tidyAndPlace } from '@openbpu/pipeline';
import { type Feeds, type FragmentRunner, type Lane, LaneFragments, ReferenceExecutor } from '@openbpu/runtime';
import { type Tensor, sameShape, toNumbers } from '@openbpu/tensor';
import { withInnerOutputs } from './inner-outputs';
import { patternTensor } from './patterns';
import { randomFloatGraph } from './random-float-graph';

/** Relative to the largest element: weights that were scaled are rounded once more. */
const TOLERANCE = 1e-4;

const MARCHES = marches();

/** Functions that make something large of a difference in the last place, foreign ones among them. */
const UNSTEADY = /= ((Floor|Ceil|Round|Reciprocal|Log|Sqrt|Exp|Pow)\(|OnnxOp.*"(Shrink|LpNormalization|LogSoftmax)")/;

/**
 * What tidying changed of the outputs of the float graph of a seed, one line each; undefined where the graph has
 * functions that are not steady, or nothing for the BPU. `inner`: values inside the graph are outputs.
 */
export async function compareTidied(
  seed: number,
  size: number,
  lane: Lane,
  inner = false,
): Promise<readonly string[] | undefined> {
  const drawn = randomFloatGraph(seed, size);
  const { inputs } = drawn;
  const text = inner ? withInnerOutputs(drawn.text, seed) : drawn.text;
  if (UNSTEADY.test(text)) return undefined;
  const context = { ops: standardOps(), sink: new CollectingSink() };
  const graph = await dress([]).run(parseGraph(text, context.ops, 'imported'), context);
  const tidied = await tidyAndPlace(MARCHES[seed % MARCHES.length])
    .run(graph, context)
    .catch((error: unknown) => {
      if (error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === 'PAS007'))
        return undefined;
      throw error;
    });
  if (!tidied) return undefined;
  const feeds = new Map(inputs.map(({ name }, i) => [name, patternTensor(graph.value(name).type, 'random', seed + i)]));
  const [wanted, found] = [await outputsOf(graph, feeds, lane), await outputsOf(tidied, feeds, lane)];
  return Array.from(wanted).flatMap(([id, tensor]) => differing(id, found.get(id), tensor));
}

/** By our own evaluation, foreign operators by ONNX Runtime. */
async function outputsOf(graph: Graph, feeds: Feeds, lane: Lane): Promise<Map<string, Tensor>> {
  const fragments = new LaneFragments(lane);
  try {
    const foreign: FragmentRunner = async (node, of, inputs) =>
      OnnxOp.is(node) ? fragments.run(node, of, inputs) : node.op.eval(inputs, node.attrs);
    return await new ReferenceExecutor(graph, foreign).run(feeds);
  } finally {
    await fragments.close();
  }
}

function differing(id: string, found: Tensor | undefined, wanted: Tensor): string[] {
  if (!found || !sameShape(found.shape, wanted.shape))
    return [`${id} is [${found?.shape.join('x')}] and not [${wanted.shape.join('x')}]`];
  const [a, b] = [toNumbers(found), toNumbers(wanted)];
  const largest = b.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1);
  const wrong = a.findIndex(
    (value, i) => !Object.is(value, b[i]) && value !== b[i] && !(Math.abs(value - b[i]) <= TOLERANCE * largest),
  );
  return wrong < 0 ? [] : [`${id}: element ${wrong} is ${a[wrong]} and not ${b[wrong]}`];
}
