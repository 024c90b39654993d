import { Workbench } from './kernel/workbench.fixture';

describe('prepare', () => {
  it('leaves what reads its own result to the plain loops', () => {
    const bench = new Workbench();
    const all = bench.region(
      'int8',
      [1, 40],
      Array.from({ length: 40 }, (_, i) => i),
    );
    const part = (from: number) => ({ ...all, offset: all.offset + from, shape: [1, 39], strides: [39, 1] });
    bench.run({ kind: 'move', x: part(0), y: part(1) });
    expect(bench.read(all).every((value) => value === 0)).toBe(true);
  });
});
