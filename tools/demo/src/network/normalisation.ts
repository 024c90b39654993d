import type { ValueId } from '@openbpu/ir';
import { BatchNormalization } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type Blob, blobLike, rowLength } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import { type Parameter, makeParameter } from './parameter';

const EPSILON = 1e-5;
const MEMORY = 0.95;

/**
 * Batch normalisation of every channel: by the batch in training, by a running mean of the batches' statistics else.
 */
export class Normalisation implements Layer {
  readonly parameters: readonly Parameter[];
  private readonly scale: Parameter;
  private readonly offset: Parameter;
  private readonly mean: Float32Array;
  private readonly variance: Float32Array;
  private batches = 0;
  private last?: { normalised: Blob; inverse: Float64Array };

  constructor(private readonly channels: number) {
    this.scale = makeParameter(new Float32Array(channels).fill(1), false);
    this.offset = makeParameter(new Float32Array(channels), false);
    this.parameters = [this.scale, this.offset];
    this.mean = new Float32Array(channels);
    this.variance = new Float32Array(channels).fill(1);
  }

  forward([x]: readonly Blob[], training: boolean): Blob {
    const length = rowLength(x);
    const y = blobLike(x);
    const normalised = training ? blobLike(x) : undefined;
    const inverse = new Float64Array(this.channels);
    if (training) this.batches++;
    for (let c = 0; c < this.channels; c++) {
      if (training) this.listen(c, x.data.subarray(c * length, (c + 1) * length));
      const [mean, variance] = training ? this.heard : [this.mean[c], this.variance[c]];
      inverse[c] = 1 / Math.sqrt(variance + EPSILON);
      for (let i = c * length; i < (c + 1) * length; i++) {
        const value = (x.data[i] - mean) * inverse[c];
        if (normalised) normalised.data[i] = value;
        y.data[i] = value * this.scale.value[c] + this.offset.value[c];
      }
    }
    this.last = normalised && { normalised, inverse };
    return y;
  }

  backward(gradient: Blob): Blob[] {
    const { normalised, inverse } = this.last!;
    const length = rowLength(gradient);
    const dx = blobLike(gradient);
    for (let c = 0; c < this.channels; c++) {
      let [sum, product] = [0, 0];
      for (let i = c * length; i < (c + 1) * length; i++) {
        sum += gradient.data[i];
        product += gradient.data[i] * normalised.data[i];
      }
      this.offset.gradient[c] = sum;
      this.scale.gradient[c] = product;
      const factor = this.scale.value[c] * inverse[c];
      for (let i = c * length; i < (c + 1) * length; i++)
        dx.data[i] = factor * (gradient.data[i] - sum / length - (normalised.data[i] * product) / length);
    }
    return [dx];
  }

  emit(draft: NetworkDraft, name: string, [x]: readonly ValueId[]): ValueId {
    const parts = Object.entries({
      scale: this.scale.value,
      offset: this.offset.value,
      mean: this.mean,
      variance: this.variance,
    });
    const constants = parts.map(([part, values]) =>
      draft.constant(`${name}.${part}`, float32([this.channels], values)),
    );
    return draft.node(BatchNormalization, name, [x, ...constants], { epsilon: EPSILON });
  }

  private heard: readonly [number, number] = [0, 1];

  /** Mean and variance of a channel in this batch, which also enter the running ones; the first batches weigh alike. */
  private listen(c: number, row: Float32Array): void {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < row.length; i++) sum += row[i];
    const mean = sum / row.length;
    for (let i = 0; i < row.length; i++) squares += (row[i] - mean) ** 2;
    const variance = squares / row.length;
    const keep = Math.min(MEMORY, 1 - 1 / this.batches);
    this.mean[c] = keep * this.mean[c] + (1 - keep) * mean;
    this.variance[c] = keep * this.variance[c] + (1 - keep) * variance;
    this.heard = [mean, variance];
  }
}
