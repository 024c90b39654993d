import { Workbench } from './workbench.fixture';

const WHOLE = { low: -32768, high: 32767 };

describe('matmul', () => {
  it('multiplies matrices, the second repeated over the stack and lying on its side', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [2, 2, 2]);
    bench.run({
      kind: 'matmul',
      a: bench.region('int8', [2, 2, 3], [1, 2, 3, 4, 5, 6, -1, 0, 1, 127, -128, 0]),
      b: { ...bench.region('int8', [2, 3], [1, 1, 1, 2, 0, -1]), shape: [2, 3, 2], strides: [0, 1, 3] },
      y,
      multiplier: 0.5,
      low: -128,
      high: 127,
    });
    expect(bench.read(y)).toEqual([3, -0, 8, 1, 0, -2, -0, 127].map((value) => value + 0));
  });

  it('rounds the exact sum of any mixture of int8 and int16 once', () => {
    for (const [a, b] of [
      ['int8', 'int16'],
      ['int16', 'int8'],
      ['int16', 'int16'],
    ] as const) {
      const bench = new Workbench();
      const y = bench.region('int16', [1, 1]);
      const [least, most] = [a, b].map((dtype) => (dtype === 'int8' ? [-128, 127] : [-32768, 32767]));
      const run = (x: readonly number[], z: readonly number[], multiplier: number) => {
        bench.run({
          kind: 'matmul',
          a: bench.region(a, [1, x.length], x),
          b: bench.region(b, [z.length, 1], z),
          y,
          multiplier,
          ...WHOLE,
        });
        return bench.read(y)[0];
      };
      const peak = least[0] * most[0];
      expect(run(Array<number>(300).fill(least[0]), Array<number>(300).fill(most[0]), Math.fround(1 / peak))).toBe(300);
      const [x, z] = [Array<number>(300).fill(least[0]), Array<number>(300).fill(most[0])];
      expect(run([...x, ...x, 1], [...z, ...z.map((value) => -value - 1), 3], 1)).toBe(
        Math.max(-32768, Math.min(32767, -300 * least[0] + 3)),
      );
    }
  });

  it('clamps between its bounds', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [1, 2]);
    bench.run({
      kind: 'matmul',
      a: bench.region('int8', [1, 1], [-128]),
      b: bench.region('int8', [1, 2], [-128, 127]),
      y,
      multiplier: 1,
      low: -5,
      high: 6,
    });
    expect(bench.read(y)).toEqual([6, -5]);
  });
});
