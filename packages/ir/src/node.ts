import type { Diagnostic, Origin } from '@openbpu/diagnostics';
import type { QuantDType, Tensor, TensorType } from '@openbpu/tensor';
import type { OpDef } from './op';

/** The name of a tensor, unique in its graph; the user's own name where the foreign model had one. */
export type ValueId = string;

/** The name of a node, unique in its graph; the user's layer name where there is one. */
export type NodeId = string;

/** Stands for an optional input that is not given. */
export const ABSENT: ValueId = '';

/** A tensor of the graph: a constant when it has elements, else the output of a node or an input of the graph. */
export interface Value {
  readonly id: ValueId;
  readonly type: TensorType;
  readonly constant?: Tensor;
}

/** Where a node runs: settled once, by placement. */
export type Placement =
  | {
      readonly on: 'bpu';
      readonly subgraph: number;
      /** The integer type of all its activations, or of each input where they differ. */
      readonly input: QuantDType | readonly QuantDType[];
      readonly output: QuantDType;
    }
  | { readonly on: 'cpu'; readonly because: Diagnostic };

/** One operation. Immutable; changed only by patches. */
export interface Node<A = unknown> {
  readonly id: NodeId;
  readonly op: OpDef<A>;
  readonly attrs: A;
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
  /** The user's layers it came from; a fused node has several. */
  readonly origins: readonly Origin[];
  readonly placement?: Placement;
}

/** The user's names for a node, for messages: its origins, or its own id. */
export function userName(node: Node): string {
  return node.origins[0]?.name ?? node.id;
}

/** The integer type in which a node on the BPU reads input `index`. */
export function integerTypeOf({ input }: Placement & { readonly on: 'bpu' }, index: number): QuantDType {
  return typeof input === 'string' ? input : input[index];
}

/** The integer types that a node on the BPU reads, as tables show them: `int8`, or `int16+int8` where they differ. */
export function typesRead({ input }: Placement & { readonly on: 'bpu' }): string {
  return typeof input === 'string' ? input : input.join('+');
}
