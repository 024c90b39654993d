import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, type Node, seededRandom } from '@openbpu/ir';
import { Exp, Softmax, standardOps } from '@openbpu/ops';
import {
  type DressedInput,
  type NodeRequest,
  InsertCalibration,
  Quantise,
  calibratedActivations,
  keyOntoBpu,
  shareThresholds,
} from '@openbpu/passes';
import { dress, tidyAndPlace } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import { weightThresholds } from '@openbpu/quant';

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;

/**
 * A float network through the passes of a conversion, as an nv12 model of one image. Nothing is run: thresholds are
 * drawn from a seed, since neither the program nor its time depends on them.
 */
export async function quantisedGraph(imported: Graph<'imported'>, backend: Backend): Promise<Graph<'quantized'>> {
  const context = { ops: standardOps(), sink: new CollectingSink() };
  const [name] = imported.inputs;
  const input: DressedInput = {
    name,
    typeRt: 'nv12',
    typeTrain: 'rgb',
    layoutTrain: 'NCHW',
    scale: [1 / 255],
    spaceAndRange: 'regular',
  };
  const original = await dress([input]).run(imported, context, []);
  const optimized = await tidyAndPlace(backend, { nodes: softmaxOnBpu(original, backend) }).run(original, context, []);
  const random = seededRandom(2);
  const drawn = new Map(
    calibratedActivations(optimized).map((id) => [id, id === name ? IMAGE_THRESHOLD : 1 + random()]),
  );
  const activations = shareThresholds(optimized, drawn, backend.policy, new Set([name]));
  const calibrated = new InsertCalibration({ activations, weights: weightThresholds(optimized) }).run(optimized);
  return new Quantise([{ ...input, layoutFed: 'NHWC' }]).run(calibrated);
}

/**
 * As the published recipes of networks with attention have it: every softmax on the BPU in int8, also one that the
 * export has written out as exponentials, their sum, and the division by it.
 */
function softmaxOnBpu(graph: Graph<'original'>, { policy }: Backend): NodeRequest[] {
  const powers = new Set(graph.nodes.filter((node) => Exp.is(node)).flatMap(({ outputs }) => outputs));
  const isStep = (node: Node) => Exp.is(node) || node.inputs.some((id) => powers.has(id));
  const key = keyOntoBpu(policy);
  return graph.nodes
    .filter((node) => Softmax.is(node) || isStep(node))
    .map(({ id }) => ({ node: id, key, on: 'BPU', inputType: 'int8', outputType: 'int8' }));
}
