import { type DType, type TensorData, isDType } from '@openbpu/tensor';
import type * as Ort from 'onnxruntime-node';
import type { LaneAnswers, WirePort, WireTensor } from './protocol';

/** ONNX Runtime sessions by number. Loads the runtime when the first model is opened. */
export class OrtSessions {
  private ort?: typeof Ort;
  private next = 0;
  private readonly open_ = new Map<number, Ort.InferenceSession>();

  async open(model: Uint8Array, optimise: boolean): Promise<LaneAnswers['open']> {
    const ort = (this.ort ??= await import('onnxruntime-node'));
    const session = await ort.InferenceSession.create(model, {
      graphOptimizationLevel: optimise ? 'all' : 'disabled',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const number = this.next++;
    this.open_.set(number, session);
    return { session: number, inputs: session.inputMetadata.map(port), outputs: session.outputMetadata.map(port) };
  }

  async run(number: number, feeds: readonly WireTensor[], wanted: readonly string[]): Promise<WireTensor[]> {
    const session = this.open_.get(number);
    if (!session || !this.ort) throw new Error(`there is no session ${number}`);
    if (wanted.length === 0) return [];
    const { Tensor } = this.ort;
    const tensors = Object.fromEntries(feeds.map(({ name, dtype, shape, data }) => [name, new Tensor(dtype, data, [...shape])]));
    const results = await session.run(tensors, [...wanted]);
    return wanted.map((name) => wire(name, results[name]));
  }

  async close(number: number): Promise<void> {
    await this.open_.get(number)?.release();
    this.open_.delete(number);
  }
}

function port(metadata: Ort.InferenceSession.ValueMetadata): WirePort {
  if (!metadata.isTensor) throw new Error(`"${metadata.name}" is no tensor`);
  return { name: metadata.name, dtype: known(metadata.type), shape: metadata.shape };
}

/** Copied out of the runtime's memory, so that the buffer can be handed to another thread. */
function wire(name: string, tensor: Ort.Tensor): WireTensor {
  return { name, dtype: known(tensor.type), shape: tensor.dims, data: (tensor.data as TensorData).slice() as TensorData };
}

function known(type: string): DType {
  if (!isDType(type)) throw new Error(`element type ${type} is not supported`);
  return type;
}
