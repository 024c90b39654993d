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

describe('copy', () => {
  it('moves elements of any type from strides to strides', () => {
    const bench = new Workbench();
    const x = bench.region('float32', [2, 3], [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
    const y = bench.region('float32', [3, 2]);
    bench.run({ kind: 'move', x: { ...x, shape: [3, 2], strides: [1, 3] }, y });
    expect(bench.read(y)).toEqual([0.5, 3.5, 1.5, 4.5, 2.5, 5.5]);
  });

  it('goes into on-chip memory and back', () => {
    const bench = new Workbench();
    const [x, inside, y] = [
      bench.region('int8', [4], [1, 2, 3, -128]),
      bench.region('int8', [4], [], undefined, 'sram'),
      bench.region('int8', [4]),
    ];
    bench.run({ kind: 'load', x, y: inside });
    bench.run({ kind: 'store', x: inside, y });
    expect(bench.read(y)).toEqual([1, 2, 3, -128]);
  });

  it('repeats an element that has stride 0', () => {
    const bench = new Workbench();
    const y = bench.region('int8', [3]);
    bench.run({ kind: 'move', x: { ...bench.region('int8', [1], [9]), shape: [3], strides: [0] }, y });
    expect(bench.read(y)).toEqual([9, 9, 9]);
  });
});
