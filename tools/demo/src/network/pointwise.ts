import type { ValueId } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { Chance } from '../draw/chance';
import { type Blob, blobLike, rowLength } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import { multiply, multiplyRows, transposed } from './multiply';
import { type Parameter, makeParameter } from './parameter';
import { randomWeights } from './random-weights';

/** A 1x1 convolution without bias. */
export class Pointwise implements Layer {
  readonly parameters: readonly Parameter[];
  private readonly weight: Parameter;
  private x?: Blob;

  constructor(
    private readonly cin: number,
    private readonly cout: number,
    chance: Chance,
  ) {
    this.weight = makeParameter(randomWeights(chance, cin * cout, cin), true);
    this.parameters = [this.weight];
  }

  forward([x]: readonly Blob[], training: boolean): Blob {
    const y = blobLike(x, this.cout);
    multiply(this.weight.value, x.data, y.data, this.cout, this.cin, rowLength(x));
    this.x = training ? x : undefined;
    return y;
  }

  backward(gradient: Blob): Blob[] {
    multiplyRows(gradient.data, this.x!.data, this.weight.gradient, this.cout, this.cin, rowLength(gradient));
    const dx = blobLike(gradient, this.cin);
    multiply(
      transposed(this.weight.value, this.cout, this.cin),
      gradient.data,
      dx.data,
      this.cin,
      this.cout,
      rowLength(gradient),
    );
    return [dx];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    const weight = draft.constant(`${name}.weight`, float32([this.cout, this.cin, 1, 1], this.weight.value));
    return draft.node(Conv, name, [x, weight], {
      kernel: [1, 1],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      group: 1,
    });
  }
}
