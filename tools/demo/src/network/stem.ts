import type { ValueId } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { Chance } from '../draw/chance';
import { type Blob, makeBlob, rowLength } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import { multiply, multiplyRows } from './multiply';
import { type Parameter, makeParameter } from './parameter';
import { randomWeights } from './random-weights';

/**
 * A 3x3 convolution of stride 2 with a border of zeros, without bias, on the input of the network: it gives no gradient
 * on.
 */
export class Stem implements Layer {
  readonly parameters: readonly Parameter[];
  private readonly weight: Parameter;
  private columns?: Float32Array;

  constructor(
    private readonly cin: number,
    private readonly cout: number,
    chance: Chance,
  ) {
    this.weight = makeParameter(randomWeights(chance, cin * cout * 9, cin * 9), true);
    this.parameters = [this.weight];
  }

  forward([x]: readonly Blob[], training: boolean): Blob {
    const y = makeBlob(this.cout, x.count, x.height / 2, x.width / 2);
    const columns = windows(x, y);
    multiply(this.weight.value, columns, y.data, this.cout, this.cin * 9, rowLength(y));
    this.columns = training ? columns : undefined;
    return y;
  }

  backward(gradient: Blob): Blob[] {
    multiplyRows(gradient.data, this.columns!, this.weight.gradient, this.cout, this.cin * 9, rowLength(gradient));
    return [];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    const weight = draft.constant(`${name}.weight`, float32([this.cout, this.cin, 3, 3], this.weight.value));
    return draft.node(Conv, name, [x, weight], {
      kernel: [3, 3],
      strides: [2, 2],
      dilations: [1, 1],
      pads: [1, 1, 1, 1],
      group: 1,
    });
  }
}

/**
 * The input under each of the 9 places of the window, as rows `(channel, ky, kx)` over the elements of an output
 * channel.
 */
function windows(x: Blob, y: Blob): Float32Array {
  const length = rowLength(y);
  const columns = new Float32Array(x.channels * 9 * length);
  for (let row = 0; row < x.channels * 9; row++) {
    const [channel, ky, kx] = [Math.floor(row / 9), Math.floor(row / 3) % 3, row % 3];
    for (let image = 0; image < y.count; image++) {
      for (let oy = 0; oy < y.height; oy++) {
        const iy = 2 * oy + ky - 1;
        if (iy < 0 || iy >= x.height) continue;
        const from = ((channel * x.count + image) * x.height + iy) * x.width + kx - 1;
        const to = row * length + (image * y.height + oy) * y.width;
        for (let ox = kx === 0 ? 1 : 0; ox < y.width && 2 * ox + kx - 1 < x.width; ox++)
          columns[to + ox] = x.data[from + 2 * ox];
      }
    }
  }
  return columns;
}
