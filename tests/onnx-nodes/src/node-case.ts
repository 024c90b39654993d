import type { ModelProto, TensorProto } from '@openbpu/onnx';

/** One node case: a model, what it is fed and what it should give, by the positions of its inputs and outputs. */
export interface NodeCase {
  readonly id: string;
  /** The operator it is about; with `, expanded` behind it where the case spells out the function that operator is. */
  readonly operator: string;
  readonly model: ModelProto;
  /** Tensors; what is a sequence or the like is not there. */
  readonly inputs: ReadonlyMap<number, TensorProto>;
  readonly outputs: ReadonlyMap<number, TensorProto>;
}
