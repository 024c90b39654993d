import { makeImage } from '@openbpu/vision';
import { Chance } from '../draw/chance';
import { classify } from './classify';
import { Linear } from './linear';
import { Mean } from './mean';
import { Network } from './network';
import { trainNetwork } from './train-network';

const COLOURS = [
  [250, 10, 10],
  [10, 250, 10],
  [10, 10, 250],
];
const samples = Array.from({ length: 30 }, (_, i) => ({
  image: makeImage(
    2,
    2,
    3,
    Uint8Array.from({ length: 12 }, (__, k) => COLOURS[i % 3][k % 3] + (i % 5) - 2),
  ),
  label: i % 3,
}));
const options = { epochs: 20, batch: 10, rate: 0.05, seed: 1 };

function trained(seed: number, onEpoch?: (epoch: number, loss: number) => void): Network {
  const net = new Network();
  net.add('head', new Linear(3, 3, new Chance('w')), net.add('pool', new Mean(), 0));
  trainNetwork(net, samples, { ...options, seed, ...(onEpoch ? { onEpoch } : {}) });
  return net;
}

it('learns to tell three colours, and says how it goes', () => {
  const losses: number[] = [];
  const net = trained(1, (_, loss) => losses.push(loss));
  expect(losses).toHaveLength(20);
  expect(losses[19]).toBeLessThan(losses[0] / 2);
  expect(
    classify(
      net,
      samples.map(({ image }) => image),
    ),
  ).toEqual(samples.map(({ label }) => label));
});

it('repeats itself to the bit, and depends on the order', () => {
  const values = (net: Network) => net.parameters.map(({ value }) => [...value]);
  expect(values(trained(1))).toEqual(values(trained(1)));
  expect(values(trained(1))).not.toEqual(values(trained(2)));
});
