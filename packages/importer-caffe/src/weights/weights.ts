import { type Origin, fail, nearest } from '@openbpu/diagnostics';
import { type Shape, type Tensor, reshapeTensor, sameShape, sizeOf } from '@openbpu/tensor';
import { CAFFE } from '../catalogue';
import type { LayerWeights } from './read-caffemodel';

/** The layer that asks for weights, for messages. */
export interface Asker {
  readonly name: string;
  readonly type: string;
  readonly origin: Origin;
}

/** The blobs of a caffemodel by layer. Of two layers of one name the later one that has blobs counts, as in Caffe. */
export class Weights {
  private readonly byLayer: ReadonlyMap<string, readonly Tensor<'float32'>[]>;

  /** Without `layers`: no caffemodel was given, and every blob asked for is a diagnostic. */
  constructor(
    private readonly file: string,
    private readonly layers: readonly LayerWeights[] | undefined,
  ) {
    this.byLayer = new Map(
      (layers ?? []).filter((layer) => layer.blobs.length > 0).map((layer) => [layer.name, layer.blobs]),
    );
  }

  count(layer: string): number {
    return this.byLayer.get(layer)?.length ?? 0;
  }

  /** The number of elements of a blob, 0 when it is missing. */
  size(layer: string, index: number): number {
    const blob = this.byLayer.get(layer)?.[index];
    return blob ? sizeOf(blob.shape) : 0;
  }

  /**
   * Blob `index` of a layer under the shape `expected`. Dimensions of one may stand anywhere (older files pad every
   * blob to four). Fails with a diagnostic when it is missing or of another shape.
   */
  blob(asker: Asker, index: number, expected: Shape, what: string): Tensor<'float32'> {
    const { name: layer, type, origin } = asker;
    if (!this.layers) return fail(CAFFE.noModel({ layer, type }, origin));
    const found = this.byLayer.get(layer)?.[index];
    if (!found) {
      const count = this.count(layer);
      const like = count > 0 ? undefined : nearest(layer, this.byLayer.keys());
      const others = [...this.byLayer.keys()];
      return fail(
        CAFFE.missingWeights(
          { layer, type, file: this.file, blob: what, count, others, ...(like === undefined ? {} : { nearest: like }) },
          origin,
        ),
      );
    }
    if (!sameShape(withoutOnes(found.shape), withoutOnes(expected)))
      return fail(CAFFE.blobShape({ layer, blob: what, found: found.shape, expected }, origin));
    return reshapeTensor(found, expected);
  }

  /** Layers of the caffemodel, blobs or not, whose names are not among `used`. */
  unused(used: ReadonlySet<string>): string[] {
    return [...new Set((this.layers ?? []).map((layer) => layer.name))].filter((name) => !used.has(name));
  }
}

function withoutOnes(shape: Shape): number[] {
  return shape.filter((dim) => dim !== 1);
}
