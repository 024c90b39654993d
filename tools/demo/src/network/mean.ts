import type { ValueId } from '@openbpu/ir';
import { GlobalAveragePool, Reshape } from '@openbpu/ops';
import { type Blob, blobLike, makeBlob } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import type { Parameter } from './parameter';

/** The mean of every plane, as a vector of channels: a blob of 1x1. */
export class Mean implements Layer {
  readonly parameters: readonly Parameter[] = [];
  private x?: Blob;

  forward([x]: readonly Blob[], training: boolean): Blob {
    const y = makeBlob(x.channels, x.count, 1, 1);
    const plane = x.height * x.width;
    for (let i = 0; i < x.data.length; i++) y.data[Math.floor(i / plane)] += x.data[i] / plane;
    this.x = training ? x : undefined;
    return y;
  }

  backward(gradient: Blob): Blob[] {
    const dx = blobLike(this.x!);
    const plane = dx.height * dx.width;
    for (let i = 0; i < dx.data.length; i++) dx.data[i] = gradient.data[Math.floor(i / plane)] / plane;
    return [dx];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    return draft.node(Reshape, `${name}_flatten`, [draft.node(GlobalAveragePool, name, [x], {})], { shape: [0, -1] });
  }
}
