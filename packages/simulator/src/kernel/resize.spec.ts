import { Workbench } from './workbench.fixture';

describe('resize', () => {
  it('nearest takes the element its tables name', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [1, 3, 2, 1]);
    const [rows, columns] = [bench.region('int32', [3], [0, 0, 1]), bench.region('int32', [2], [1, 0])];
    bench.run({
      kind: 'resize',
      fn: 'nearest',
      x: bench.region('int8', [1, 2, 2, 1], [1, 2, 3, 4]),
      y,
      rows,
      columns,
      multiplier: 1,
    });
    expect(bench.read(y)).toEqual([2, 1, 2, 1, 4, 3]);
  });

  it('linear weighs four neighbours in 1/2048', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [1, 1, 2, 1]);
    const [rows, columns] = [
      bench.region('int32', [1, 3], [0, 1, 1024]),
      bench.region('int32', [2, 3], [0, 1, 0, 0, 1, 1024]),
    ];
    bench.run({
      kind: 'resize',
      fn: 'linear',
      x: bench.region('int8', [1, 2, 2, 1], [10, 20, 30, 44]),
      y,
      rows,
      columns,
      multiplier: 2 ** -22,
    });
    expect(bench.read(y)).toEqual([20, 26]);
  });

  it('never reads outside its input, whatever the tables say', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [1, 2, 2, 1]);
    const [rows, columns] = [
      bench.region('int32', [2], [-(2 ** 31), 2 ** 31 - 1]),
      bench.region('int32', [2], [-5, 99]),
    ];
    bench.run({
      kind: 'resize',
      fn: 'nearest',
      x: bench.region('int8', [1, 2, 2, 1], [1, 2, 3, 4]),
      y,
      rows,
      columns,
      multiplier: 1,
    });
    expect(bench.read(y)).toEqual([1, 2, 3, 4]);
  });

  it('keeps int16 extremes exact', () => {
    const bench = new Workbench();
    const y = bench.region('int16', [1, 1, 1, 1]);
    const [rows, columns] = [bench.region('int32', [1, 3], [0, 0, 1000]), bench.region('int32', [1, 3], [0, 0, 3])];
    bench.run({
      kind: 'resize',
      fn: 'linear',
      x: bench.region('int16', [1, 1, 1, 1], [-32768]),
      y,
      rows,
      columns,
      multiplier: 2 ** -22,
    });
    expect(bench.read(y)).toEqual([-32768]);
  });
});
