import { Workbench } from '../kernel/workbench.fixture';

/** One image of 2×2 with 3 channels to 2×2, every table entry of one weight. */
function both(weight: number, place: 'rows' | 'columns') {
  const bench = new Workbench();
  const table = (own: boolean) => bench.constant('int32', [2, 3], [0, 1, own ? weight : 1024, 1, 0, own ? weight : 0]);
  return bench.both({
    kind: 'resize',
    fn: 'linear',
    x: bench.region('int8', [1, 2, 2, 3], [-128, 127, 5, -7, 100, -100, 64, -64, 1, 0, 127, -128]),
    y: bench.region('int8', [1, 2, 2, 3]),
    rows: table(place === 'rows'),
    columns: table(place === 'columns'),
    multiplier: 2 ** -22,
  });
}

it.each([-1, 2049, 70_000, -(2 ** 31), 2 ** 31 - 1])(
  'leaves a table with the weight %i to the plain loops',
  (weight) => {
    for (const place of ['rows', 'columns'] as const) expect(both(weight, place).fast).toBeUndefined();
  },
);

it.each([0, 1, 2047, 2048])('is what the plain loops give for the weight %i', (weight) => {
  for (const place of ['rows', 'columns'] as const) {
    const { fast, plain } = both(weight, place);
    expect(fast && Buffer.compare(fast, plain)).toBe(0);
  }
});
