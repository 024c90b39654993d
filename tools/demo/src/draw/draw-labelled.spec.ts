import { drawLabelled } from './draw-labelled';
import { drawSign } from './draw-sign';

it('draws the members of a set', async () => {
  const drawn = await drawLabelled('train', { count: 3, seed: 4 });
  expect(drawn.map(({ label }) => label)).toEqual([0, 1, 2]);
  expect(drawn[2].image).toEqual(await drawSign(2, 'train/4/2'));
});
