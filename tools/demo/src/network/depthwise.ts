import type { ValueId } from '@openbpu/ir';
import { Conv } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import type { Chance } from '../draw/chance';
import { type Blob, blobLike, makeBlob } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import { type Parameter, makeParameter } from './parameter';
import { randomWeights } from './random-weights';

/** Where one tap of the window meets one output row: `length` products of `x[xAt + i · stride]` and `y[yAt + i]`. */
type Visit = (tap: number, xAt: number, yAt: number, length: number) => void;

/**
 * A 3x3 convolution of every channel on its own, with a border of zeros, without bias. Sides are multiples of the
 * stride.
 */
export class Depthwise implements Layer {
  readonly parameters: readonly Parameter[];
  private readonly weight: Parameter;
  private x?: Blob;

  constructor(
    private readonly channels: number,
    private readonly stride: 1 | 2,
    chance: Chance,
  ) {
    this.weight = makeParameter(randomWeights(chance, channels * 9, 9), true);
    this.parameters = [this.weight];
  }

  forward([x]: readonly Blob[], training: boolean): Blob {
    const { stride, weight } = this;
    const y = makeBlob(x.channels, x.count, x.height / stride, x.width / stride);
    this.visit(x, y, (tap, xAt, yAt, length) => {
      const w = weight.value[tap];
      for (let i = 0; i < length; i++) y.data[yAt + i] += w * x.data[xAt + i * stride];
    });
    this.x = training ? x : undefined;
    return y;
  }

  backward(gradient: Blob): Blob[] {
    const { stride, weight } = this;
    const x = this.x!;
    const dx = blobLike(x);
    weight.gradient.fill(0);
    this.visit(x, gradient, (tap, xAt, yAt, length) => {
      const w = weight.value[tap];
      let sum = 0;
      for (let i = 0; i < length; i++) {
        const g = gradient.data[yAt + i];
        sum += g * x.data[xAt + i * stride];
        dx.data[xAt + i * stride] += w * g;
      }
      weight.gradient[tap] += sum;
    });
    return [dx];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    const { channels, stride } = this;
    const weight = draft.constant(`${name}.weight`, float32([channels, 1, 3, 3], this.weight.value));
    return draft.node(Conv, name, [x, weight], {
      kernel: [3, 3],
      strides: [stride, stride],
      dilations: [1, 1],
      pads: [1, 1, 1, 1],
      group: channels,
    });
  }

  private visit(x: Blob, y: Blob, visit: Visit): void {
    const { stride } = this;
    for (let plane = 0; plane < x.channels * x.count; plane++) {
      const channel = Math.floor(plane / x.count);
      for (let tap = 0; tap < 9; tap++) {
        const [dy, dx] = [Math.floor(tap / 3) - 1, (tap % 3) - 1];
        const first = dx < 0 ? 1 : 0;
        const length = Math.min(y.width, Math.floor((x.width - 1 - dx) / stride) + 1) - first;
        for (let oy = 0; oy < y.height; oy++) {
          const iy = oy * stride + dy;
          if (iy < 0 || iy >= x.height) continue;
          visit(
            channel * 9 + tap,
            (plane * x.height + iy) * x.width + first * stride + dx,
            (plane * y.height + oy) * y.width + first,
            length,
          );
        }
      }
    }
  }
}
