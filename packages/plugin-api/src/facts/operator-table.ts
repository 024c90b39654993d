import type { QuantDType } from '@openbpu/tensor';

/** What a march says of one ONNX operator, by its name. */
export interface OperatorRow {
  /**
   * - `bpu`: the BPU has it, within the rules of the march;
   * - `cpu`: the CPU has it;
   * - `cpu_not_integrated`: nothing runs it, so a model with one cannot be converted.
   */
  readonly class: 'bpu' | 'cpu' | 'cpu_not_integrated';
  /** Where it runs when nobody asks: `none` means that it is folded or removed before anything runs. */
  readonly defaultDevice: 'bpu' | 'cpu' | 'none' | 'unsupported';
  /** How the BPU comes by it; absent where it does not. */
  readonly mechanism?: 'native' | 'fused' | 'constant_folded' | 'removed' | 'decomposed' | 'as_conv' | 'as_reshape';
  /** Runs on the CPU until the user asks for the BPU. */
  readonly onRequest?: true;
  /** Quantised types the BPU takes; absent where nothing is said. */
  readonly dtypes?: readonly QuantDType[];
  /** The row names int8 alone, and says that int16 is not stated: it is taken where a user asks for it. */
  readonly int16?: 'unstated';
}

/**
 * The operator list of a march, by ONNX operator. A model with a `cpu_not_integrated` operator is refused; an operator
 * that is not in the list is unknown to the march and runs on the CPU.
 */
export type OperatorTable = Readonly<Record<string, OperatorRow>>;
