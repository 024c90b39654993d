import { Chance } from '../draw/chance';
import type { LabelledImage } from '../draw/draw-labelled';
import { Adam } from './adam';
import { crossEntropy } from './cross-entropy';
import type { Network } from './network';
import { normaliseInput } from './normalise-input';

export interface TrainingOptions {
  readonly epochs: number;
  readonly batch: number;
  /** Step size at the beginning; it falls to zero in a line. */
  readonly rate: number;
  readonly seed: number;
  /** Hears the mean loss and the share of pictures told right while they were learnt. */
  readonly onEpoch?: (epoch: number, loss: number, accuracy: number) => void;
}

const SMOOTHING = 0.05;
const DECAY = 0.02;

/** Trains in place by back-propagation. The same samples, options and weights to begin with give the same weights. */
export function trainNetwork(network: Network, samples: readonly LabelledImage[], options: TrainingOptions): void {
  const { epochs, batch, rate, seed, onEpoch } = options;
  const adam = new Adam(network.parameters, DECAY);
  const chance = new Chance(`order/${seed}`);
  const perEpoch = Math.floor(samples.length / batch);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(samples, chance);
    let [loss, correct] = [0, 0];
    for (let i = 0; i < perEpoch; i++) {
      const chosen = order.slice(i * batch, (i + 1) * batch);
      const logits = network.forward(normaliseInput(chosen.map(({ image }) => image)), true);
      const result = crossEntropy(
        logits,
        chosen.map(({ label }) => label),
        SMOOTHING,
      );
      network.backward(result.gradient);
      adam.step(rate * (1 - (epoch * perEpoch + i) / (epochs * perEpoch)));
      loss += result.value / perEpoch;
      correct += result.correct;
    }
    onEpoch?.(epoch, loss, correct / (perEpoch * batch));
  }
}

/** Fisher and Yates' shuffle of a copy. */
function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const k = chance.below(i + 1);
    [out[i], out[k]] = [out[k], out[i]];
  }
  return out;
}
