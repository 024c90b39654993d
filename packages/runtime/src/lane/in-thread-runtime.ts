import type * as Ort from 'onnxruntime-node';
import { type DType, type Tensor, type TensorData, isDType, makeTensor } from '@openbpu/tensor';
import type { ModelOpener, ModelSession } from '../model-session';
import type { WirePort } from './protocol';

/** ONNX Runtime in this very thread, loaded when the first model is opened. One thread per operator. */
export class InThreadRuntime implements ModelOpener {
  private ort?: typeof Ort;

  /** Rejects when ONNX Runtime refuses the model. */
  async open(model: Uint8Array, { optimise = false } = {}): Promise<ModelSession> {
    const ort = (this.ort ??= await import('onnxruntime-node'));
    const session = await ort.InferenceSession.create(model, {
      graphOptimizationLevel: optimise ? 'all' : 'disabled',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    });
    return {
      inputs: session.inputMetadata.map(port),
      outputs: session.outputMetadata.map(port),
      run: async (feeds, wanted) => {
        if (wanted.length === 0) return new Map();
        const tensors = Object.fromEntries(
          Array.from(feeds, ([name, { dtype, shape, data }]) => [name, new ort.Tensor(dtype, data, [...shape])]),
        );
        const results = await session.run(tensors, [...wanted]);
        return new Map(wanted.map((name) => [name, tensorOf(results[name])]));
      },
      close: () => session.release(),
    };
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
