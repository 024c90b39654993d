import type { Program } from '@openbpu/machine';
import type { TensorType } from '@openbpu/tensor';
import type { AtEdge } from './edge-nodes';

/** A model as steps that run one after the other, values passing between them by name. */
export interface CompiledModel {
  readonly name: string;
  readonly march: string;
  readonly inputs: readonly CompiledValue[];
  readonly outputs: readonly CompiledValue[];
  readonly steps: readonly Step[];
}

export interface CompiledValue {
  readonly name: string;
  readonly type: TensorType;
}

export type Step = BpuStep | CpuStep | EdgeStep;

/** Values a step reads and produces, constants aside. */
interface Flow {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A segment on the BPU. */
export interface BpuStep extends Flow {
  readonly kind: 'bpu';
  /** `<graph>_subgraph_<N>`. */
  readonly name: string;
  readonly subgraph: number;
  /** Ids of the nodes it carries out, in order. */
  readonly nodes: readonly string[];
  readonly program: Program;
  /** `program`, encoded. */
  readonly code: Uint8Array;
  readonly constants: Uint8Array;
}

/** One node on the CPU, as an ONNX model of its own. */
export interface CpuStep extends Flow {
  readonly kind: 'cpu';
  /** The id of the node. */
  readonly name: string;
  /** What tables show as its type. */
  readonly op: string;
  readonly fragment: Uint8Array;
}

/** A node on the CPU at the edge of the model, which may be taken away: its neighbour then meets the outside itself. */
export interface EdgeStep extends Omit<CpuStep, 'kind'>, AtEdge {
  readonly kind: 'edge';
}
