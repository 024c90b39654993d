import { makeImage } from '@openbpu/vision';
import { Chance } from '../draw/chance';
import { classify } from './classify';
import { Linear } from './linear';
import { Mean } from './mean';
import { Network } from './network';

it('names the largest logit of each picture, beyond one batch, the first of equals', () => {
  const [net, linear] = [new Network(), new Linear(3, 4, new Chance('w'))];
  linear.parameters[0].value.set([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
  net.add('head', linear, net.add('pool', new Mean(), 0));
  const images = Array.from({ length: 73 }, (_, i) =>
    makeImage(1, 1, 3, Uint8Array.of(i % 3 === 1 ? 255 : 0, i % 3 === 2 ? 255 : 0, 0)),
  );
  expect(classify(net, images)).toEqual(images.map((_, i) => i % 3));
  expect(classify(net, [])).toEqual([]);
});
