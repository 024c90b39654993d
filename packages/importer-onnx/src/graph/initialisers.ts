import { DiagnosticError } from '@openbpu/diagnostics';
import { type ExternalLoader, type TensorProto, readTensor } from '@openbpu/onnx';
import { type Tensor, hasDType, makeTensor } from '@openbpu/tensor';

/** A tensor of the file with float16, bfloat16 and float64 elements as float32. Throws what `readTensor` throws. */
export function readConstant(proto: TensorProto, loadExternal?: ExternalLoader): Tensor {
  const tensor = readTensor(proto, { widen: true, ...(loadExternal ? { loadExternal } : {}) });
  return hasDType(tensor, 'float64') ? makeTensor('float32', tensor.shape, Float32Array.from(tensor.data)) : tensor;
}

/** The constants that come with the graph, each read when it is first asked for. */
export class Initialisers {
  private readonly protos: ReadonlyMap<string, TensorProto>;
  private readonly tensors = new Map<string, Tensor>();

  constructor(
    protos: readonly TensorProto[],
    private readonly file: string,
    private readonly loadExternal?: ExternalLoader,
  ) {
    this.protos = new Map(protos.map((proto) => [proto.name ?? '', proto]));
  }

  has(name: string): boolean {
    return this.protos.has(name);
  }

  /**
   * The elements, or undefined when there is no such constant. Throws DiagnosticError, with the file, when they cannot
   * be read.
   */
  get(name: string): Tensor | undefined {
    const proto = this.protos.get(name);
    if (!proto) return undefined;
    const known = this.tensors.get(name);
    if (known) return known;
    const tensor = this.read(name, proto);
    this.tensors.set(name, tensor);
    return tensor;
  }

  private read(name: string, proto: TensorProto): Tensor {
    try {
      return readConstant(proto, this.loadExternal);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const at = { name, kind: 'initializer', file: this.file };
      throw new DiagnosticError(
        error.diagnostics.map((diagnostic) => ({ at, ...diagnostic })),
        { cause: error },
      );
    }
  }
}
