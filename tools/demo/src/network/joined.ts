import type { ValueId } from '@openbpu/ir';
import { Concat } from '@openbpu/ops';
import { type Blob, blobLike, rowLength } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import type { Parameter } from './parameter';

/** The channels of all inputs, one input after the other. */
export class Joined implements Layer {
  readonly parameters: readonly Parameter[] = [];
  private channels: readonly number[] = [];

  forward(inputs: readonly Blob[]): Blob {
    this.channels = inputs.map(({ channels }) => channels);
    const y = blobLike(
      inputs[0],
      this.channels.reduce((sum, count) => sum + count, 0),
    );
    let at = 0;
    for (const { data } of inputs) {
      y.data.set(data, at);
      at += data.length;
    }
    return y;
  }

  backward(gradient: Blob): Blob[] {
    const length = rowLength(gradient);
    let from = 0;
    return this.channels.map((channels) => {
      const data = gradient.data.subarray(from * length, (from += channels) * length);
      return { ...gradient, channels, data };
    });
  }

  emit(draft: NetworkDraft, name: string, inputs: readonly ValueId[]): ValueId {
    return draft.node(Concat, name, inputs, { axis: 1 });
  }
}
