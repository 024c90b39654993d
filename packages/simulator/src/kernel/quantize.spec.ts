import { Workbench } from './workbench.fixture';

describe('quantize', () => {
  it('rounds halves to even, saturates, and takes NaN for 0', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [8]);
    bench.run({
      kind: 'quantize',
      x: bench.region('float32', [8], [0.25, 0.75, -0.25, -0, NaN, Infinity, -Infinity, 1e30]),
      y,
      scale: 0.5,
    });
    expect(bench.read(y)).toEqual([0, 2, 0, 0, 0, 127, -128, 127]);
  });
});
