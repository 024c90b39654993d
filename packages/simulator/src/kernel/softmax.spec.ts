import { Workbench } from './workbench.fixture';

const halves = Array.from({ length: 256 }, (_, d) => Math.floor(2 ** (20 - d)));

describe('softmax', () => {
  it('divides entries of the table by their sum, along the last dimension', () => {
    const bench = new Workbench();
    const y = bench.region('float32', [2, 3]);
    bench.run({
      kind: 'softmax',
      x: bench.region('int8', [2, 3], [5, 4, 4, -128, -127, -126]),
      table: bench.constant('int32', [256], halves),
      y,
    });
    expect(bench.read(y)).toEqual([0.5, 0.25, 0.25, 1 / 7, 2 / 7, 4 / 7].map(Math.fround));
  });

  it('goes along any stride, from one end of int8 to the other', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [2, 3], [127, -128, 127, 127, 127, -128]);
    const y = bench.region('float32', [2, 3]);
    const turned = (region: typeof x) => ({ ...region, shape: [3, 2], strides: [1, 3] });
    bench.run({ kind: 'softmax', x: turned(x), table: bench.constant('int32', [256], halves), y: turned(y) });
    expect(bench.read(y)).toEqual([0.5, 0, 1, 0.5, 1, 0]);
  });

  it('gives 1 where there is one element', () => {
    const bench = new Workbench();
    const y = bench.region('float32', [3, 1]);
    bench.run({
      kind: 'softmax',
      x: bench.region('int8', [3, 1], [-128, 0, 127]),
      table: bench.constant('int32', [256], halves),
      y,
    });
    expect(bench.read(y)).toEqual([1, 1, 1]);
  });
});
