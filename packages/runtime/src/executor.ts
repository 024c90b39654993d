import type { Tensor, TensorType } from '@openbpu/tensor';

/** A tensor an executor takes or gives. */
export interface Port {
  readonly name: string;
  readonly type: TensorType;
}

export type Feeds = ReadonlyMap<string, Tensor>;

/**
 * Runs one model: a graph by its reference evaluation, an ONNX file in ONNX Runtime, or a `.bin` on the simulator.
 * The three agree bit for bit on integer tensors (docs/semantics.md).
 */
export interface Executor {
  readonly kind: 'reference' | 'onnx' | 'bin';
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Names that may be asked for besides the outputs. */
  readonly tappable: ReadonlySet<string>;
  /** Outputs by name, and every tapped tensor. Rejects when a feed is missing or of another type. */
  run(feeds: Feeds, taps?: readonly string[]): Promise<Map<string, Tensor>>;
  close(): Promise<void>;
}
