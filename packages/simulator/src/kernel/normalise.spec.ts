import type { Normalise } from '@openbpu/machine';
import { Workbench } from './workbench.fixture';

const part = { norm: 'deviation', bound: 'inside', reduced: 1, epsilon: 0, low: -128, high: 127 } as const;

describe('normalise', () => {
  it('normalises along the last dimension, a factor and an offset repeated', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [2, 4]);
    bench.run({
      kind: 'normalise',
      ...part,
      x: bench.region('int8', [2, 4], [1, 3, 1, 3, -100, 100, -100, 100]),
      factor: bench.region('float32', [2, 4], [10], [0, 0]),
      offset: bench.region('float32', [2, 4], [2, 1, 0, 5], [0, 1]),
      y,
    });
    expect(bench.read(y)).toEqual([-8, 11, -10, 15, -8, 11, -10, 15]);
  });

  it('goes over several dimensions of any stride', () => {
    const bench = new Workbench();
    const turned = (dtype: 'int8' | 'int16', values: number[]) => bench.region(dtype, [2, 2, 2], values, [1, 4, 2]);
    const y = turned('int16', []);
    bench.run({
      kind: 'normalise',
      ...part,
      reduced: 2,
      low: -32768,
      high: 32767,
      x: turned('int16', [0, 2, 0, 2, 4, 8, 4, 8]),
      factor: bench.region('float32', [2, 2, 2], [800], [0, 0, 0]),
      offset: bench.region('float32', [2, 2, 2], [0], [0, 0, 0]),
      y,
    });
    expect(bench.read(y)).toEqual([-800, 800, -800, 800, -800, 800, -800, 800]);
  });

  it.each([
    [{ reduced: 0 }, /0 of 2 dimensions/],
    [{ reduced: 3 }, /3 of 2 dimensions/],
    [{ epsilon: -1 }, /negative/],
    [{ epsilon: NaN }, /no finite float32/],
    [{ high: 200 }, /bounds/],
  ] as [Partial<Normalise>, RegExp][])('is refused with %j', (changed, complaint) => {
    const bench = new Workbench();
    const floats = () => bench.region('float32', [2, 4], [1]);
    const run = () =>
      bench.run({
        kind: 'normalise',
        ...part,
        x: bench.region('int8', [2, 4]),
        factor: floats(),
        offset: floats(),
        y: bench.region('int8', [2, 4]),
        ...changed,
      });
    expect(run).toThrow(complaint);
  });
});
