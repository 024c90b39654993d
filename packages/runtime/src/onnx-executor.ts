import { type Tensor, tensorType } from '@openbpu/tensor';
import type { Executor, Feeds, Port } from './executor';
import type { Lane, LaneSession } from './lane/lane';
import type { WirePort } from './lane/protocol';
import type { OpenOptions } from './model-session';

/**
 * An ONNX model in ONNX Runtime. Tensors to tap must be outputs of the model given (`withOutputs` of @openbpu/onnx).
 */
export class OnnxExecutor implements Executor {
  readonly kind = 'onnx';
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly tappable: ReadonlySet<string>;

  private constructor(
    private readonly session: LaneSession,
    outputs: readonly string[],
  ) {
    this.inputs = session.inputs.map(port);
    this.outputs = session.outputs.map(port).filter(({ name }) => outputs.includes(name));
    this.tappable = new Set(session.outputs.map(({ name }) => name));
  }

  /** `outputs`: which outputs of the model are its own; default all. */
  static async open(
    lane: Lane,
    model: Uint8Array,
    options: OpenOptions & { readonly outputs?: readonly string[] } = {},
  ): Promise<OnnxExecutor> {
    const { outputs, ...more } = options;
    const session = await lane.open(model, more);
    return new OnnxExecutor(session, outputs ?? session.outputs.map(({ name }) => name));
  }

  run(feeds: Feeds, taps: readonly string[] = []): Promise<Map<string, Tensor>> {
    return this.session.run(feeds, [...new Set([...this.outputs.map(({ name }) => name), ...taps])]);
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

function port({ name, dtype, shape }: WirePort): Port {
  return {
    name,
    type: tensorType(
      dtype,
      shape.map((dim) => (typeof dim === 'number' ? dim : -1)),
    ),
  };
}
