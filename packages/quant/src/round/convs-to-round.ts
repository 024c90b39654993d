import type { Graph, GraphView, Node, ValueId } from '@openbpu/ir';
import { Conv, type ConvAttrs, type FloatConv, HzCalibration, channelMaxima } from '@openbpu/ops';
import { calibratedQuant } from '@openbpu/passes';
import type { ProductsWish } from '@openbpu/runtime';
import { type QuantParams, scaleOfThreshold } from '@openbpu/tensor';

/**
 * Rows of more weights are rounded to nearest: their products would be many, and patches too few to tell them apart.
 */
export const MOST_WEIGHTS = 1152;

/** A convolution whose weights may be rounded by what it sees. */
export interface ConvToRound {
  /** The constant that holds the weights. */
  readonly id: ValueId;
  /** What it sees, in the float graph. */
  readonly wish: ProductsWish;
  /** How it will be quantised. */
  readonly conv: FloatConv;
}

/**
 * The convolutions on the BPU that own their weights, at most 1152 for an output channel, with the integers that the
 * calibrated form of `graph` gives their inputs. In the order of the nodes.
 */
export function convsToRound(graph: GraphView, calibrated: Graph<'calibrated'>, positions: number): ConvToRound[] {
  return graph.nodes.flatMap((node) =>
    Conv.is(node) && node.placement?.on === 'bpu' ? convToRound(graph, calibrated, node, positions) : [],
  );
}

function convToRound(
  graph: GraphView,
  calibrated: Graph<'calibrated'>,
  node: Node<ConvAttrs>,
  positions: number,
): ConvToRound | readonly [] {
  const [at, id] = node.inputs;
  const weights = graph.value(id).constant;
  const twin = calibrated.node(node.id)!;
  const [input, threshold] = twin.inputs.map((of) => calibrationAt(calibrated, of));
  if (!input || weights?.dtype !== 'float32' || graph.consumers(id).length !== 1) return [];
  const [cout, ...row] = weights.shape;
  if (cout === 0 || row.reduce((a, b) => a * b, 1) > MOST_WEIGHTS) return [];
  const [, channels, height, width] = graph.value(at).type.shape;
  const { min: _, max: __, ...window } = node.attrs;
  const { zeros } = input;
  /** What an int16 input adds up to hardly differs from what it would at 8 bits. */
  const scales =
    input.dtype === 'int16' ? input.thresholds.map((threshold) => scaleOfThreshold(threshold)) : input.scales;
  return {
    id,
    wish: { at, fold: 'products', image: [channels, height, width], window, scales, zeros, positions },
    conv: {
      weights,
      bias: twin.inputs[2] ? calibrated.value(twin.inputs[2]).constant : undefined,
      group: window.group,
      thresholds: threshold?.columns.length === 0 ? Float32Array.from(threshold.thresholds) : channelMaxima(weights, 0),
      x: { quant: calibratedQuant(input) },
      y: quantWritten(calibrated, twin),
    },
  };
}

function calibrationAt(calibrated: GraphView, id: ValueId) {
  const producer = calibrated.producer(id);
  return producer && HzCalibration.is(producer) ? producer.attrs : undefined;
}

/** How what a node writes is quantised; nothing for a tail. */
function quantWritten(calibrated: GraphView, { outputs: [id] }: Node): QuantParams | undefined {
  const reader = calibrated.consumers(id).find(HzCalibration.is);
  return reader && calibratedQuant(reader.attrs);
}
