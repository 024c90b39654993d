import type { RuntimeType, TensorOrder } from '@openbpu/tensor';

/** What one march says about recipes. Plain data: a backend supplies it, the parser only applies it. */
export interface MarchRules {
  readonly march: string;
  /** The board the march is found on, for messages. */
  readonly board?: string;
  /** Keys this march refuses, or still reads although another key replaces them. */
  readonly keys: readonly KeyRule[];
  /** The values `core_num` may have. */
  readonly coreNum: readonly number[];
  /** Whether 16-bit model outputs exist. */
  readonly int16Output: boolean;
  /** How the quantised model takes every input of four dimensions; absent: as the `.bin` does. */
  readonly quantisedLayout?: TensorOrder;
  /** Whether the tools of the board read a map of layers beside a `.bin` that gives the outputs of its layers. */
  readonly layerMap?: boolean;
  /** Runtime inputs this march cannot take. */
  readonly refusedInputs: readonly InputRule[];
}

export interface KeyRule {
  readonly key: string;
  readonly verdict: 'refused' | 'superseded';
  /** One clause: why, and what to use instead. */
  readonly because: string;
}

export interface InputRule {
  readonly typeRt: RuntimeType;
  /** Any layout when absent. */
  readonly layoutRt?: TensorOrder;
  readonly because: string;
}
