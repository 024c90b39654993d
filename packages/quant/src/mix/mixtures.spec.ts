import { mixtures } from './mixtures';

const served = (...gains: readonly (readonly [number, number])[]) => gains.map(([method, gain]) => ({ method, gain }));

it('are of all groups that win, of the better half, and of the best quarter', () => {
  const all = served([1, 0.5], [0, 0], [2, 0.1], [1, 0.9], [3, 0.2]);
  expect(mixtures(all, 0)).toEqual([
    { name: 'mix', methods: [1, 0, 2, 1, 3] },
    { name: 'mix:groups=2', methods: [1, 0, 0, 1, 0] },
    { name: 'mix:groups=1', methods: [0, 0, 0, 1, 0] },
  ]);
});

it('are of no more than the half and the quarter of all that win', () => {
  const sizes = (winners: number) =>
    mixtures(served(...Array.from({ length: winners }, (_, i) => [1, 1 + i] as const)), 0).map(({ name }) => name);
  expect(sizes(7)).toEqual(['mix', 'mix:groups=3', 'mix:groups=1']);
  expect(sizes(8)).toEqual(['mix', 'mix:groups=4', 'mix:groups=2']);
});

it('have the base where another method wins nothing, whatever its number', () => {
  expect(mixtures(served([2, 0], [1, 0.4]), 2)).toEqual([{ name: 'mix', methods: [2, 1] }]);
});

it('take the first of equals, and are none where nobody wins', () => {
  expect(mixtures(served([1, 0.5], [1, 0.5]), 0)[1]).toEqual({ name: 'mix:groups=1', methods: [1, 0] });
  expect(mixtures(served([0, 0], [0, 0]), 0)).toEqual([]);
  expect(mixtures([], 0)).toEqual([]);
});
