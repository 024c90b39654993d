import { Workbench } from './workbench.fixture';

describe('prelu', () => {
  it('takes the multiplier of the channel below zero only', () => {
    const bench = new Workbench();
    const negative = bench.region('float32', [2], [0.5, -1]);
    const y = bench.region('int8', [3, 2]);
    bench.run({
      kind: 'prelu',
      x: bench.region('int8', [3, 2], [-128, -128, 0, 0, 127, 127]),
      negative: { ...negative, shape: [3, 2], strides: [0, 1] },
      y,
      multiplier: 2,
    });
    expect(bench.read(y)).toEqual([-64, 127, 0, 0, 127, 127]);
  });
});
