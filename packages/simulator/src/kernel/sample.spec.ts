import { Workbench } from './workbench.fixture';

const table = (places: Readonly<Record<number, number>>) =>
  Array.from({ length: 256 }, (_, i) => places[i < 128 ? i : i - 256] ?? 0);

describe('sample', () => {
  const places = { 1: 1024, 2: 2048, [-1]: -1024, [-128]: -2048, 127: 4096 };

  it('weighs four neighbours in 1/2048, 0 outside, whatever order the grid lies in', () => {
    const bench = new Workbench();
    const tables = {
      rows: bench.constant('int32', [256], table(places)),
      columns: bench.constant('int32', [256], table(places)),
    };
    const x = bench.region('int8', [1, 2, 2, 1], [10, 20, 30, 44]);
    const y = bench.region('int8', [1, 1, 5, 1]);
    const grid = bench.region('int8', [1, 1, 5, 2], [0, 0, 2, 1, 1, 1, -1, 2, 127, -128]);
    const turned = bench.region('int8', [1, 2, 5, 1], [0, 2, 1, -1, 127, 0, 1, 1, 2, -128]);
    const views = [grid, { ...turned, shape: [1, 1, 5, 2], strides: [10, 10, 1, 5] }];
    for (const view of views) {
      bench.run({ kind: 'sample', x, grid: view, y, ...tables, multiplier: 2 ** -22 });
      expect(bench.read(y)).toEqual([10, 32, 26, 15, 0]);
    }
  });

  it('takes every channel along, and the extremes of both types', () => {
    const bench = new Workbench();
    const tables = {
      rows: bench.constant('int32', [256], table({})),
      columns: bench.constant('int32', [256], table(places)),
    };
    const x = bench.region('int16', [1, 1, 2, 2], [-32768, 32767, -32768, 32767]);
    const grid = bench.region('int8', [1, 1, 1, 2], [1, 0]);
    const y = bench.region('int16', [1, 1, 1, 2]);
    bench.run({ kind: 'sample', x, grid, y, ...tables, multiplier: 2 ** -22 });
    expect(bench.read(y)).toEqual([-32768, 32767]);
    const narrow = bench.region('int8', [1, 1, 1, 2]);
    bench.run({ kind: 'sample', x, grid, y: narrow, ...tables, multiplier: 2 ** -22 });
    expect(bench.read(narrow)).toEqual([-128, 127]);
  });
});
