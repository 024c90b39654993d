import type { ValueId } from '@openbpu/ir';
import { Add } from '@openbpu/ops';
import { type Blob, blobLike } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import type { Parameter } from './parameter';

/** A residual connection: the sum of two inputs. */
export class Sum implements Layer {
  readonly parameters: readonly Parameter[] = [];

  forward([a, b]: readonly Blob[]): Blob {
    const y = blobLike(a);
    for (let i = 0; i < y.data.length; i++) y.data[i] = a.data[i] + b.data[i];
    return y;
  }

  backward(gradient: Blob): Blob[] {
    return [gradient, gradient];
  }

  emit(draft: NetworkDraft, name: string, inputs: readonly ValueId[]): ValueId {
    return draft.node(Add, name, inputs, {});
  }
}
