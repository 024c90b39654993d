import type { ValueId } from '@openbpu/ir';
import { Gemm } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { Chance } from '../draw/chance';
import { type Blob, blobLike } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import { multiply, multiplyRows, transposed } from './multiply';
import { type Parameter, makeParameter } from './parameter';
import { randomWeights } from './random-weights';

/** `y = W · x + b` on vectors (blobs of 1x1). */
export class Linear implements Layer {
  readonly parameters: readonly Parameter[];
  private readonly weight: Parameter;
  private readonly bias: Parameter;
  private x?: Blob;

  constructor(
    private readonly cin: number,
    private readonly cout: number,
    chance: Chance,
  ) {
    this.weight = makeParameter(randomWeights(chance, cin * cout, 2 * cin), true);
    this.bias = makeParameter(new Float32Array(cout), false);
    this.parameters = [this.weight, this.bias];
  }

  forward([x]: readonly Blob[], training: boolean): Blob {
    const y = blobLike(x, this.cout);
    multiply(this.weight.value, x.data, y.data, this.cout, this.cin, x.count);
    for (let i = 0; i < y.data.length; i++) y.data[i] += this.bias.value[Math.floor(i / x.count)];
    this.x = training ? x : undefined;
    return y;
  }

  backward(gradient: Blob): Blob[] {
    const { count } = gradient;
    multiplyRows(gradient.data, this.x!.data, this.weight.gradient, this.cout, this.cin, count);
    for (let c = 0; c < this.cout; c++)
      this.bias.gradient[c] = gradient.data.subarray(c * count, (c + 1) * count).reduce((sum, value) => sum + value, 0);
    const dx = blobLike(gradient, this.cin);
    multiply(transposed(this.weight.value, this.cout, this.cin), gradient.data, dx.data, this.cin, this.cout, count);
    return [dx];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    const weight = draft.constant(`${name}.weight`, float32([this.cout, this.cin], this.weight.value));
    return draft.node(
      Gemm,
      name,
      [x, weight, draft.constant(`${name}.bias`, float32([this.cout], this.bias.value))],
      {},
    );
  }
}
