import { Workbench } from './workbench.fixture';

describe('gather', () => {
  it('reads the places of every line, or one list for all of them', () => {
    const bench = new Workbench();
    const x = bench.region('int8', [2, 3], [1, 2, 3, -128, 5, 127]);
    const y = bench.region('int8', [2, 2]);
    bench.run({ kind: 'gather', x, y, places: bench.constant('int32', [2, 2], [2, 0, 1, 1]) });
    expect(bench.read(y)).toEqual([3, 1, 5, 5]);
    const once = { ...bench.constant('int32', [1, 2], [0, 2]), shape: [2, 2], strides: [0, 1] };
    bench.run({ kind: 'gather', x, y, places: once });
    expect(bench.read(y)).toEqual([1, 3, -128, 127]);
  });

  it('stays inside, whatever the places are', () => {
    const bench = new Workbench();
    const y = bench.region('float32', [1, 3]);
    const x = bench.region('float32', [1, 2], [0.5, -2]);
    bench.run({ kind: 'gather', x, y, places: bench.constant('int32', [1, 3], [-5, 1, 99]) });
    expect(bench.read(y)).toEqual([0.5, -2, -2]);
  });
});
