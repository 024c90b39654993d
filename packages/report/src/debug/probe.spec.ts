import { evenProbe } from './probe';

const panel = { left: 10, right: 110, top: 0, bottom: 50 };

it('gives every text an equal share of the panel', () => {
  expect(evenProbe(panel, ['a', 'b', 'c', 'd'])).toEqual({
    panel,
    edges: [10, 35, 60, 85, 110],
    says: ['a', 'b', 'c', 'd'],
  });
  expect(evenProbe(panel, []).edges).toEqual([10]);
});
