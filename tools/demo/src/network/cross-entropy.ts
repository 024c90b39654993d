import { type Blob, blobLike } from './blob';

export interface Loss {
  /** Mean over the images. */
  readonly value: number;
  /** By the logits. */
  readonly gradient: Blob;
  /** Images whose largest logit is that of their label. */
  readonly correct: number;
}

/** Cross entropy of softmax against labels of which a share `smoothing` is spread over all classes. */
export function crossEntropy(logits: Blob, labels: readonly number[], smoothing: number): Loss {
  const { channels, count, data } = logits;
  const gradient = blobLike(logits);
  let [value, correct] = [0, 0];
  for (let image = 0; image < count; image++) {
    const column = Array.from({ length: channels }, (_, c) => data[c * count + image]);
    const largest = Math.max(...column);
    const powers = column.map((logit) => Math.exp(logit - largest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    if (column.indexOf(largest) === labels[image]) correct++;
    for (let c = 0; c < channels; c++) {
      const wanted = (c === labels[image] ? 1 - smoothing : 0) + smoothing / channels;
      value -= (wanted * (column[c] - largest - Math.log(total))) / count;
      gradient.data[c * count + image] = (powers[c] / total - wanted) / count;
    }
  }
  return { value, gradient, correct };
}
