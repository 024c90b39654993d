import type * as Ort from 'onnxruntime-node';
import { type DType, type Tensor, type TensorData, isDType, makeTensor } from '@openbpu/tensor';
import type { ModelOpener, ModelSession, OpenOptions } from '../model-session';
import { letGo } from '../observe/let-go';
import type { WirePort } from './protocol';
import type { Watched } from './watch';

/** The operator whose turns only its data decides; a model without the word has none. */
const LOOP = 'Loop';

/** ONNX Runtime in this very thread, loaded when the first model is opened. One thread per operator. */
export class InThreadRuntime implements ModelOpener {
  private ort?: typeof Ort;

  /** `watch` is told of every stay inside ONNX Runtime, and with undefined of its end. */
  constructor(private readonly watch: (run: Watched | undefined) => void = () => undefined) {}

  /** Rejects when ONNX Runtime refuses the model. */
  async open(model: Uint8Array, { optimise = false, name = 'model' }: OpenOptions = {}): Promise<ModelSession> {
    const ort = (this.ort ??= await import('onnxruntime-node'));
    const stay = { model: name, loops: Buffer.from(model.buffer, model.byteOffset, model.byteLength).includes(LOOP) };
    const watched = { ...stay, bytes: model.byteLength };
    const session = await this.inside(watched, () =>
      ort.InferenceSession.create(model, {
        graphOptimizationLevel: optimise ? 'all' : 'disabled',
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        logSeverityLevel: 4,
        enableCpuMemArena: false,
        enableMemPattern: false,
      }),
    );
    const run: ModelSession['run'] = async (feeds, wanted) => {
      if (wanted.length === 0) return new Map();
      const tensors = Object.fromEntries(
        Array.from(feeds, ([name, { dtype, shape, data }]) => [name, new ort.Tensor(dtype, data, [...shape])]),
      );
      const results = await this.inside(watched, () => session.run(tensors, [...wanted]));
      return new Map(wanted.map((name) => [name, tensorOf(results[name])]));
    };
    return {
      inputs: session.inputMetadata.map(port),
      outputs: session.outputMetadata.map(port),
      run,
      async pour(feeds, wanted, take) {
        const given = await run(feeds, wanted);
        given.forEach((tensor, id) => take(id, tensor));
        letGo(Array.from(given.values(), ({ data }) => data));
      },
      givesOwn: true,
      close: () => session.release(),
    };
  }

  private async inside<T>(run: Watched, act: () => Promise<T>): Promise<T> {
    this.watch(run);
    try {
      return await act();
    } finally {
      this.watch(undefined);
    }
  }
}

function port(metadata: Ort.InferenceSession.ValueMetadata): WirePort {
  if (!metadata.isTensor) throw new Error(`"${metadata.name}" is no tensor`);
  return { name: metadata.name, dtype: known(metadata.type), shape: metadata.shape };
}

function tensorOf(tensor: Ort.Tensor): Tensor {
  return makeTensor(known(tensor.type), tensor.dims, tensor.data as TensorData);
}

function known(type: string): DType {
  if (!isDType(type)) throw new Error(`element type ${type} is not supported`);
  return type;
}
