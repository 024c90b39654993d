import { Workbench } from './workbench.fixture';

describe('fill', () => {
  it('writes its region and nothing between', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [2, 2], [], [8, 2]);
    const before = bench.bytes();
    bench.run({ kind: 'fill', y, value: -128 });
    expect(bench.read(y)).toEqual([-128, -128, -128, -128]);
    const changed = bench.bytes().filter((byte, i) => byte !== before[i]);
    expect(changed.length).toBe(4);
  });
});
