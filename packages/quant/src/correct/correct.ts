import { type Graph, GraphDraft, type Node, type NodeId, type ValueId, constantOf } from '@openbpu/ir';
import { tappedChain } from '@openbpu/onnx';
import { Conv, type ConvAttrs, HzCalibration } from '@openbpu/ops';
import { BIAS, InsertCalibration, type Thresholds, calibratedQuant, correctedBias } from '@openbpu/passes';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, expectDType, float32, tensorType, withinReach } from '@openbpu/tensor';
import { type Means, biasCorrection } from './bias-correction';
import { meanOfChannels } from './mean-of-channels';
import { runPiece } from './piece';
import { segments } from './segments';

type Feeds = ReadonlyMap<string, Tensor>;

/**
 * What the convolutions of the quantised model have to add to their biases, so that the means of their outputs stay
 * those of the float model (see `biasCorrection`). The calibrated model is run on `samples` node by node; each
 * convolution is corrected before it runs, so that whoever reads it sees what it will see in the quantised model.
 */
export async function correct(
  graph: Graph<'optimized'>,
  thresholds: Thresholds,
  samples: readonly Feeds[],
  lanes: LanePool,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Map<NodeId, Float32Array>> {
  const calibrated = new InsertCalibration(thresholds).run(graph);
  const means = await floatMeans(graph, calibrated, samples, lanes);
  const pieces = segments(calibrated);
  const readLast = new Map(pieces.flatMap(({ graph: { inputs } }, at) => inputs.map((id) => [id, at] as const)));
  const known = samples.map((feeds) => new Map(calibrated.inputs.map((id) => [id, feeds.get(id)!])));
  const corrections = new Map<NodeId, Float32Array>();
  for (const [at, { node, graph: piece }] of pieces.entries()) {
    const float = node && means.get(node.id);
    const correction =
      node &&
      float &&
      correctionOf(graph, calibrated, node, {
        float,
        rounded: meanOfChannels(known.map((tensors) => tensors.get(node.inputs[0])!)),
      });
    if (node && correction) corrections.set(node.id, correction);
    await runPiece(node && correction ? withCorrection(piece, node, correction) : piece, known, lanes);
    for (const id of piece.inputs) if (readLast.get(id) === at) for (const tensors of known) tensors.delete(id);
    onProgress(at + 1, pieces.length);
  }
  return corrections;
}

/**
 * By convolution on the BPU: the means of its input's channels in the float model, cut to what their integers reach.
 * What clipping takes from a few elements must not be given to all of them.
 */
async function floatMeans(
  graph: Graph<'optimized'>,
  calibrated: Graph<'calibrated'>,
  samples: readonly Feeds[],
  lanes: LanePool,
): Promise<Map<NodeId, Float64Array>> {
  const convolutions = graph.nodes.filter((node) => Conv.is(node) && node.placement?.on === 'bpu');
  const readers = new Map(convolutions.map(({ id, inputs }) => [inputs[0], id]));
  const read = [...readers.keys()];
  const session = await lanes.open(tappedChain(graph, read), {
    optimise: true,
    lanes: Math.min(lanes.size, samples.length),
  });
  try {
    const ofSamples = await Promise.all(
      samples.map(async (feeds) => {
        const found = await session.use((lane) => lane.run(feeds, read));
        return new Map(read.map((id) => [id, meanOfChannels([cut(found.get(id)!, calibrated, readers.get(id)!)])]));
      }),
    );
    const mean = (id: ValueId) =>
      ofSamples[0]
        .get(id)!
        .map((_, c) => ofSamples.reduce((sum, means) => sum + means.get(id)![c], 0) / ofSamples.length);
    return new Map(convolutions.map(({ id, inputs }) => [id, mean(inputs[0])]));
  } finally {
    await session.close();
  }
}

/** The tensor that `reader` reads first, cut to what its integers reach; as it is where it has none. */
function cut(tensor: Tensor, calibrated: Graph<'calibrated'>, reader: NodeId): Tensor {
  const calibration = calibrated.producer(calibrated.node(reader)!.inputs[0]);
  if (!calibration || !HzCalibration.is(calibration)) return tensor;
  const { attrs } = calibration;
  const type = { ...tensorType(attrs.dtype ?? 'int8', tensor.shape), quant: calibratedQuant(attrs) };
  return float32(tensor.shape, withinReach(expectDType(tensor, 'float32').data, type));
}

/** Undefined where the weights are not rounded by the calibrated graph. */
function correctionOf(
  graph: Graph<'optimized'>,
  calibrated: Graph<'calibrated'>,
  { id, attrs, inputs }: Node,
  means: Means,
): Float32Array | undefined {
  const float = constantOf(graph, graph.node(id)!.inputs[1]);
  const calibration = calibrated.producer(inputs[1]);
  const rounded =
    calibration && HzCalibration.is(calibration)
      ? calibration.op.eval([constantOf(calibrated, calibration.inputs[0])], calibration.attrs)[0]
      : undefined;
  return float && rounded && biasCorrection(attrs as ConvAttrs, float, rounded, means);
}

function withCorrection(piece: Graph<'calibrated'>, node: Node, correction: Float32Array): Graph<'calibrated'> {
  const draft = GraphDraft.of(piece, piece.stage);
  const inputs = [...node.inputs];
  inputs[BIAS] = draft.constant(`${node.id}_bias_corrected`, correctedBias(piece, node, correction));
  for (const each of piece.nodes) draft.keep(each === node ? { ...node, inputs } : each);
  return draft.build(piece);
}
