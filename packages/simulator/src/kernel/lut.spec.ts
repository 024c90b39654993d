import { Workbench } from './workbench.fixture';

describe('lut', () => {
  it('finds the entry of q at index q modulo 256', () => {
    const bench = new Workbench();
    const table = bench.region(
      'int8',
      [256],
      Array.from({ length: 256 }, (_, i) => (i < 128 ? -i : 256 - i - 1)),
    );
    const y = bench.region('int8', [4]);
    bench.run({ kind: 'lut', x: bench.region('int8', [4], [0, 127, -128, -1]), table, y });
    expect(bench.read(y)).toEqual([0, -127, 127, 0]);
  });

  it('has a row for each channel, the last dimension', () => {
    const bench = new Workbench();
    const table = bench.region(
      'int8',
      [3, 256],
      Array.from({ length: 768 }, (_, i) => (i < 256 ? i : i < 512 ? 255 - i : 7)),
    );
    const y = bench.region('int8', [2, 1, 3]);
    bench.run({ kind: 'lut', x: bench.region('int8', [2, 1, 3], [-128, -128, -128, 127, -1, 0]), table, y });
    expect(bench.read(y)).toEqual([-128, 127, 7, 127, 0, 7]);
    const apart = bench.region('int8', [2, 3], [], [1, 2]);
    bench.run({ kind: 'lut', x: bench.region('int8', [2, 3], [5, 5, 5, -6, -6, -6]), table, y: apart });
    expect(bench.read(apart)).toEqual([5, -6, 7, -6, 5, 7]);
    const floats = bench.region(
      'float32',
      [2, 256],
      Array.from({ length: 512 }, (_, i) => i / 256),
    );
    const z = bench.region('float32', [1, 2]);
    bench.run({ kind: 'lut', x: bench.region('int8', [1, 2], [3, -1]), table: floats, y: z });
    expect(bench.read(z)).toEqual([3 / 256, 511 / 256]);
  });

  it('looks up floats, and int16', () => {
    const bench = new Workbench();
    const floats = bench.region(
      'float32',
      [256],
      Array.from({ length: 256 }, (_, i) => i / 256),
    );
    const y = bench.region('float32', [2]);
    bench.run({ kind: 'lut', x: bench.region('int8', [2], [3, -1]), table: floats, y });
    expect(bench.read(y)).toEqual([3 / 256, 255 / 256]);
    const wide = new Workbench();
    const x = wide.region('int16', [2], [-32768, -1]);
    const z = wide.region('int8', [2]);
    expect(() => wide.run({ kind: 'lut', x, table: wide.region('int8', [256]), y: z })).toThrow(/65536/);
  });
});
