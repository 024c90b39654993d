import { above } from './masks';
import { from, outputsOf } from './outputs.fixture';

it('is 1 above the limit', () => {
  const outputs = outputsOf({ y: [1, 4, 1, 1] }, { y: from(0, 0.5, 0.51, 0.49, 1) });
  expect([...above('y', 0.5)(outputs)]).toEqual([0, 1, 0, 1]);
});

it('looks at the second of two planes', () => {
  const outputs = outputsOf({ y: [1, 2, 1, 3] }, { y: from(0, 1, 1, 1, 0.2, 0.9, 0.4) });
  expect([...above('y', 0.3)(outputs)]).toEqual([0, 1, 1]);
});
