import { nodeScale } from './node-scale';
import { PLOT } from './plot';

it('gives every node an equal share of the width', () => {
  const { at } = nodeScale(4);
  const step = (PLOT.right - PLOT.left) / 4;
  expect([0, 1, 2, 3].map(at)).toEqual([0.5, 1.5, 2.5, 3.5].map((i) => PLOT.left + i * step));
});

it.each([
  [1, ['0']],
  [2, ['0', '1']],
  [64, ['0', '10', '20', '30', '40', '50', '60']],
  [5000, ['0', '500', '1000']],
])('labels whole positions of %d nodes', (count, labels) => {
  const found = nodeScale(count).ticks.map(({ label }) => label);
  expect(found.slice(0, labels.length)).toEqual(labels);
  expect(found.length).toBeLessThanOrEqual(11);
});

it('has no positions in an empty model', () => {
  expect(nodeScale(0).ticks).toEqual([]);
});
