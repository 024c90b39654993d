import type { Origin } from '@openbpu/diagnostics';
import { type NodeId, type ValueId, ABSENT } from '@openbpu/ir';
import type { NodeProto } from '@openbpu/onnx';
import type { Attributes } from './attributes';

/** A node of the foreign graph as a mapping sees it. */
export interface ImportNode {
  /** Unique in the graph: the user's name, or `<OpType>_<index>`. */
  readonly name: NodeId;
  readonly opType: string;
  /** Version of the operator set the node is written for. */
  readonly opset: number;
  /** Values it reads, ABSENT where an optional one is not given; never longer than the last one given. */
  readonly inputs: readonly ValueId[];
  /** Values it gives, all that the model declares; those it leaves unnamed have a name of their own here. */
  readonly outputs: readonly ValueId[];
  /** How many of the outputs there must be for every one that is read: at least 1. */
  readonly usedOutputs: number;
  readonly attributes: Attributes;
  readonly origin: Origin;
  readonly proto: NodeProto;
}

/**
 * Whether a BatchNormalization normalises by the batch at hand: it says so from opset 14 on; before, one that names an
 * output beside its result does, read or not.
 */
export function normalisesByBatch({
  opset,
  attributes,
  proto,
}: Pick<ImportNode, 'opset' | 'attributes' | 'proto'>): boolean {
  return opset >= 14 ? attributes.flag('training_mode', false) : proto.output.slice(1).some((id) => id !== ABSENT);
}
