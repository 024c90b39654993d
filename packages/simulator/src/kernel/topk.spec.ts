import { Workbench } from './workbench.fixture';

describe('topk', () => {
  it('gives the first elements in order, and their places', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [2, 4], [3, 127, -128, 127, 0, 0, -1, -1], [5, 1]);
    const [values, places] = [bench.region('int8', [2, 3]), bench.region('int32', [2, 3])];
    bench.run({ kind: 'topk', fn: 'values', order: 'largest', ties: 'first', x, y: values });
    bench.run({ kind: 'topk', fn: 'places', order: 'largest', ties: 'first', x, y: places });
    expect([bench.read(values), bench.read(places)]).toEqual([
      [127, 127, 3, 0, 0, -1],
      [1, 3, 0, 0, 1, 2],
    ]);
    bench.run({ kind: 'topk', fn: 'places', order: 'smallest', ties: 'last', x, y: places });
    expect(bench.read(places)).toEqual([2, 0, 3, 3, 2, 1]);
  });

  it('goes along lines that lie apart, int16 as well', () => {
    const bench = new Workbench();
    const x = { ...bench.region('int16', [2, 3], [-32768, 5, 7, 32767, 5, -7]), shape: [3, 2], strides: [1, 3] };
    const y = bench.region('int16', [3, 1]);
    bench.run({ kind: 'topk', fn: 'values', order: 'smallest', ties: 'first', x, y });
    expect(bench.read(y)).toEqual([-32768, 5, -7]);
  });
});
