import { Chance } from '../draw/chance';
import { crossEntropy } from './cross-entropy';
import { noisyBlob } from './layer-laws.fixture';
import { roadSignNetwork } from './road-sign-network';

it('gives ten finite logits for each picture, and a gradient to every parameter', () => {
  const network = roadSignNetwork(new Chance('w'));
  const logits = network.forward(noisyBlob(3, 4, 64, 64, 1), true);
  expect([logits.channels, logits.count, logits.height, logits.width]).toEqual([10, 4, 1, 1]);
  expect(logits.data.every(Number.isFinite)).toBe(true);
  network.backward(crossEntropy(logits, [0, 1, 2, 3], 0).gradient);
  for (const { gradient } of network.parameters) expect(gradient.some((value) => value !== 0)).toBe(true);
});

it('begins with the weights that chance gives', () => {
  const first = (name: string) => [...roadSignNetwork(new Chance(name)).parameters[0].value];
  expect(first('w')).toEqual(first('w'));
  expect(first('w')).not.toEqual(first('v'));
});
