import { Workbench } from './workbench.fixture';

const full = { low: -128, high: 127 } as const;

describe('eltwise', () => {
  it('adds and subtracts after scaling each side', () => {
    const bench = new Workbench();
    const [a, b] = [bench.region('int8', [4], [100, -128, 1, 3]), bench.region('int8', [4], [100, -128, 0, 0])];
    const y = bench.region('int8', [4]);
    bench.run({ kind: 'eltwise', fn: 'add', a, b, y, ma: 0.5, mb: 0.25, ...full });
    expect(bench.read(y)).toEqual([75, -96, 0, 2]);
    bench.run({ kind: 'eltwise', fn: 'sub', a, b, y, ma: 0.5, mb: 1, low: 0, high: 60 });
    expect(bench.read(y)).toEqual([0, 60, 0, 2]);
  });

  it('rounds each product to float32 before it adds', () => {
    const bench = new Workbench();
    const [ma, mb] = [Math.fround(0.1), Math.fround(0.7)];
    const values = Array.from({ length: 256 }, (_, i) => i - 128);
    const [a, b] = [bench.region('int8', [256], values), bench.region('int8', [256], values.toReversed())];
    const y = bench.region('int8', [256]);
    bench.run({ kind: 'eltwise', fn: 'add', a, b, y, ma, mb, ...full });
    const half = (x: number) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
    expect(bench.read(y)).toEqual(
      values.map((v) => half(Math.fround(Math.fround(v * ma) + Math.fround((-1 - v) * mb))) + 0),
    );
  });

  it('rounds each product of int16 too, and the sum: in double these lie on the other side of a half', () => {
    const bench = new Workbench();
    const [ma, mb] = [Math.fround(0.1), Math.fround(0.7)];
    const a = bench.region('int16', [6], [23406, -27231, -16894, -11811, 29798, -4718]);
    const b = bench.region('int16', [6], [14867, -14392, 18667, -20432, 26391, 4949]);
    const y = bench.region('int16', [6]);
    bench.run({ kind: 'eltwise', fn: 'add', a, b, y, ma, mb, low: -32768, high: 32767 });
    expect(bench.read(y)).toEqual([12748, -12798, 11377, -15483, 21454, 2992]);
  });

  it('multiplies in int32', () => {
    const bench = new Workbench();
    const y = bench.region('int16', [3]);
    bench.run({
      kind: 'eltwise',
      fn: 'mul',
      a: bench.region('int16', [3], [-32768, 32767, 1]),
      b: bench.region('int16', [3], [-32768, 2, 1]),
      y,
      ma: 2 ** -16,
      mb: 1,
      low: -32768,
      high: 32767,
    });
    expect(bench.read(y)).toEqual([16384, 1, 0]);
  });

  it('divides: 0 by 0 is 0, what is infinite saturates', () => {
    const bench = new Workbench();
    const y = bench.region('int16', [6]);
    bench.run({
      kind: 'eltwise',
      fn: 'div',
      a: bench.region('int16', [6], [7, 0, 0, -1, 32767, -32768]),
      b: bench.region('int8', [6], [2, 0, -3, 0, 0, -1]),
      y,
      ma: 1,
      mb: 1,
      low: -32768,
      high: 32767,
    });
    expect(bench.read(y)).toEqual([4, 0, 0, -32768, 32767, 32767]);
  });

  it('chooses and compares after scaling each side, rounded to float32', () => {
    const bench = new Workbench();
    const [a, b] = [bench.region('int8', [4], [100, -128, 3, 3]), bench.region('int16', [4], [50, -128, 1, 2])];
    const run = (fn: 'max' | 'min' | 'equal' | 'greater' | 'greater_or_equal', ma: number) => {
      const y = bench.region('int8', [4]);
      bench.run({ kind: 'eltwise', fn, a, b, y, ma, mb: 1, ...full });
      return bench.read(y);
    };
    expect([run('max', 0.5), run('min', 0.5)]).toEqual([
      [50, -64, 2, 2],
      [50, -128, 1, 2],
    ]);
    const third = Math.fround(1 / 3);
    expect([run('equal', 0.5), run('equal', third)]).toEqual([
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect([run('greater', 0.5), run('greater_or_equal', 0.5)]).toEqual([
      [0, 1, 1, 0],
      [1, 1, 1, 0],
    ]);
  });

  it('repeats what has stride 0', () => {
    const bench = new Workbench();
    const b = bench.region('int8', [3], [1, 2, 3]);
    const y = bench.region('int8', [2, 3]);
    bench.run({
      kind: 'eltwise',
      fn: 'add',
      a: bench.region('int8', [2, 3], [0, 0, 0, 10, 10, 10]),
      b: { ...b, shape: [2, 3], strides: [0, 1] },
      y,
      ma: 1,
      mb: 1,
      ...full,
    });
    expect(bench.read(y)).toEqual([1, 2, 3, 11, 12, 13]);
  });
});
