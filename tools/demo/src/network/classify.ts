import type { Image } from '@openbpu/vision';
import type { Network } from './network';
import { normaliseInput } from './normalise-input';

const BATCH = 50;

/** The class a network sees in each picture: that of the largest logit, the first of equals. */
export function classify(network: Network, images: readonly Image[]): number[] {
  const classes: number[] = [];
  for (let from = 0; from < images.length; from += BATCH) {
    const { channels, count, data } = network.forward(normaliseInput(images.slice(from, from + BATCH)));
    for (let image = 0; image < count; image++) {
      let best = 0;
      for (let c = 1; c < channels; c++) if (data[c * count + image] > data[best * count + image]) best = c;
      classes.push(best);
    }
  }
  return classes;
}
