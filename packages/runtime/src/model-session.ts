import type { Tensor } from '@openbpu/tensor';
import type { WirePort } from './lane/protocol';

/** A model made ready to run, in this thread or in another. */
export interface ModelSession {
  readonly inputs: readonly WirePort[];
  readonly outputs: readonly WirePort[];
  /** Outputs by name; only the wanted ones are computed into answers. */
  run(feeds: ReadonlyMap<string, Tensor>, wanted: readonly string[]): Promise<Map<string, Tensor>>;
  /** Whether what `run` gives is nobody else's, each time anew: whoever asked may hand the memory on. */
  readonly givesOwn?: boolean;
  /** The same, each output handed over as it comes, and there only while `take` looks at it. */
  pour?(
    feeds: ReadonlyMap<string, Tensor>,
    wanted: readonly string[],
    take: (id: string, tensor: Tensor) => void,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly optimise?: boolean;
  /** What messages call the model. */
  readonly name?: string;
}

/** Whatever opens ONNX models. `optimise: false` for models whose bits matter (docs/semantics.md). */
export interface ModelOpener {
  /** Rejects when ONNX Runtime does. */
  open(model: Uint8Array, options?: OpenOptions): Promise<ModelSession>;
}
