import { type AnyOp, type Graph, type GraphDraft, type Node, type ValueId, constantOf } from '@openbpu/ir';
import { HzCalibration, HzCorrected, HzDequantize, HzQuantize, Mul, Sub } from '@openbpu/ops';
import { type Tensor, type TensorType, makeTensor, float32 } from '@openbpu/tensor';

/** A node of the calibrated model, and the node of the quantised one that carries it out in integers. */
export interface IntegerNode {
  readonly node: Node;
  readonly maker: Node;
  /** The integers that it gives: int8, int16, or the int32 accumulators of a tail. */
  readonly given: ValueId;
  readonly type: TensorType;
}

/** The nodes that compute in integers. Those that only move or choose elements are exact by nature. */
export function integerNodes(calibrated: Graph<'calibrated'>, quantised: Graph<'quantized'>): readonly IntegerNode[] {
  return calibrated.nodes.flatMap((node): IntegerNode[] => {
    const { op, outputs, placement, attrs } = node;
    const maker = quantised.node(node.id);
    if (placement?.on !== 'bpu' || !maker || outputs.length !== 1 || maker.outputs.length !== 1) return [];
    if (op.onlyMoves || op.integer?.sharesScale?.(attrs) === true) return [];
    const [given] = maker.outputs;
    const { type } = quantised.value(given);
    const own = calibrated.value(outputs[0]).type;
    return type.quant && own.dtype === 'float32' && String(type.shape) === String(own.shape)
      ? [{ node, maker, given, type }]
      : [];
  });
}

/** What a value of the calibrated model is without its calibrations. */
export function rawOf(graph: Graph<'calibrated'>, id: ValueId): ValueId {
  const producer = graph.producer(id);
  return producer && HzCalibration.is(producer) ? rawOf(graph, producer.inputs[0]) : id;
}

/** A constant as the calibrated model reads it, rounded where a calibration stands before it. */
export function constantRead(graph: Graph<'calibrated'>, id: ValueId): Tensor | undefined {
  const producer = graph.producer(id);
  if (!producer) return constantOf(graph, id);
  if (HzCorrected.is(producer)) return constantOf(graph, producer.inputs[0]);
  const inner = HzCalibration.is(producer) ? constantRead(graph, producer.inputs[0]) : undefined;
  return inner && HzCalibration.is(producer) ? HzCalibration.eval([inner], producer.attrs)[0] : undefined;
}

/** The integers of a value that is computed, by its name without calibrations; undefined where it has none. */
export function integersOf(
  calibrated: Graph<'calibrated'>,
  quantised: Graph<'quantized'>,
  raw: ValueId,
): ValueId | undefined {
  const producer = calibrated.producer(raw);
  const own = producer && quantised.node(producer.id)?.outputs[producer.outputs.indexOf(raw)];
  const entering = quantised.nodes.find((node) => HzQuantize.is(node) && comesFrom(quantised, node.inputs[0], raw));
  const fed = producer ? undefined : quantised.nodes.find(({ inputs, op }) => op.onlyMoves && inputs[0] === raw);
  return [own, entering?.outputs[0], fed?.outputs[0], raw].find((id) => {
    const value = id === undefined || !quantised.values.has(id) ? undefined : quantised.value(id);
    return value?.type.quant !== undefined;
  });
}

/** Whether a value is the one asked for, past what only moves it. */
function comesFrom(quantised: Graph<'quantized'>, id: ValueId, raw: ValueId): boolean {
  if (id === raw) return true;
  const producer = quantised.producer(id);
  return producer?.op.onlyMoves === true && comesFrom(quantised, producer.inputs[0], raw);
}

/** Writes the reals that integers stand for: `(q − z) · s`. */
export function realsOf(draft: GraphDraft<'quantized'>, integers: ValueId, type: TensorType): ValueId {
  const { zero, scale } = type.quant!;
  const step = (op: AnyOp, from: ValueId, by: Tensor): ValueId => {
    const name = draft.names.free(`${integers}_${op.name}`);
    const inputs = [from, draft.constant(`${name}_by`, by)];
    return draft.node({ id: draft.nodeNames.free(`${name}_node`), op, inputs, outputs: [name] })[0];
  };
  if (!zero) return step(HzDequantize, integers, along(type, scale));
  const counted = step(HzDequantize, integers, float32([], [1]));
  const centred = step(Sub, counted, along(type, Float32Array.from(zero)));
  return step(Mul, centred, along(type, scale));
}

/** One number, or one for each channel of a tensor, in a shape that is broadcast against it. */
export function along({ shape, quant }: TensorType, values: Float32Array): Tensor<'float32'> {
  const axis = quant?.axis ?? 1;
  const dimensions = values.length === 1 ? [] : shape.map((_, i) => (i === axis ? values.length : 1));
  return makeTensor('float32', dimensions, values);
}
