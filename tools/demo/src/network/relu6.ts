import type { ValueId } from '@openbpu/ir';
import { Clip } from '@openbpu/ops';
import { type Blob, blobLike } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import type { Parameter } from './parameter';

/** `min(max(x, 0), 6)`. */
export class Relu6 implements Layer {
  readonly parameters: readonly Parameter[] = [];
  private x?: Blob;

  forward([x]: readonly Blob[], training: boolean): Blob {
    const y = blobLike(x);
    for (let i = 0; i < y.data.length; i++) y.data[i] = Math.min(Math.max(x.data[i], 0), 6);
    this.x = training ? x : undefined;
    return y;
  }

  backward(gradient: Blob): Blob[] {
    const dx = blobLike(gradient);
    const x = this.x!.data;
    for (let i = 0; i < x.length; i++) dx.data[i] = x[i] > 0 && x[i] < 6 ? gradient.data[i] : 0;
    return [dx];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    return draft.node(Clip, name, [x], { min: 0, max: 6 });
  }
}
