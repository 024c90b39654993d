import type { Access, Buffer, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { conv, requant } from '../divide/divide.fixture';
import { FEATURES } from '../features.fixture';
import type { Effort } from './effort';
import { tile, tilings } from './tile';

const buffer = (name: string, bytes: number): Buffer => ({ name, space: 'ddr', bytes });
const view = (of: Buffer): Access => ({ buffer: of, offset: 0, dtype: 'int8', shape: [of.bytes], strides: [1] });
const [x, a, y] = ['x', 'a', 'y'].map((name) => buffer(name, 1 << 14));
const WORKS: readonly Work[] = [
  { kind: 'move', x: view(x), y: view(a) },
  { kind: 'requant', x: view(a), y: view(y), multiplier: 1, low: 0, high: 1 },
];

describe('tile', () => {
  it.each([1 << 10, 1 << 12, 1 << 14, 1 << 16])('stays inside %d bytes', (sramBytes) => {
    const tiled = tile(WORKS, [x, y], { ...FEATURES, sramBytes }, new ConstantPool(1));
    if ('misfit' in tiled) throw new Error('it does not fit');
    expect(tiled.sram.bytes).toBeLessThanOrEqual(sramBytes);
    expect(tiled.residents.size).toBe(sramBytes > 1 << 14 ? 1 : 0);
    expect(tiled.works.length).toBe(tiled.instructions.length);
  });

  it('keeps what it can on chip from O2 on, and lets nothing go ahead at O0', () => {
    const of = (optimizeLevel: Effort['optimizeLevel']) => {
      const tiled = tile(WORKS, [x, y], { ...FEATURES, sramBytes: 1 << 16 }, new ConstantPool(1), {
        optimizeLevel,
        compileMode: 'latency',
      });
      if ('misfit' in tiled) throw new Error('it does not fit');
      return [tiled.residents.size, tiled.instructions.map(({ kind }) => kind).join(' ')];
    };
    expect(of('O0')).toEqual([0, 'load store load requant store']);
    expect(of('O1')[0]).toBe(0);
    expect([of('O2')[0], of('O3')[0]]).toEqual([1, 1]);
  });

  it('is the cheapest of several, and what a lower level takes beside it', () => {
    const [image, between, end] = ['image', 'between', 'end'].map((name) => buffer(name, 10 * 16 * 24));
    const works = [requant(image, between, 1, 10, 16, 24), conv(between, end, 10, 16, 24)];
    const features = { ...FEATURES, sramBytes: 2005 };
    const [two, three] = (['O2', 'O3'] as const).map((optimizeLevel) => {
      const effort = { optimizeLevel, compileMode: 'bandwidth' } as const;
      const found = tilings(works, [image, end], features, new ConstantPool(32), effort);
      const best = tile(works, [image, end], features, new ConstantPool(32), effort);
      if ('misfit' in found || 'misfit' in best) throw new Error('it does not fit');
      expect(best.instructions).toEqual(found[0].instructions);
      return found.map(({ instructions }) => instructions);
    });
    expect(two).toHaveLength(1);
    expect(three).toHaveLength(2);
    expect(three[1]).toEqual(two[0]);
    expect(three[0]).not.toEqual(two[0]);
  });

  it('reads no constants but those of the attempt it takes', () => {
    const pool = new ConstantPool(1);
    const [multiplier] = [pool.add('float32', [2, 2], Float32Array.of(1, 2, 3, 4))];
    const image = (of: Buffer, ...shape: number[]): Access => ({
      buffer: of,
      offset: 0,
      dtype: 'int8',
      shape,
      strides: shape.map((_, i) => shape.slice(i + 1).reduce((s, d) => s * d, 1)),
    });
    const pooled: Work = {
      kind: 'pool',
      fn: 'sum',
      x: image(x, 1, 4, 4, 16),
      y: image(y, 1, 2, 2, 16),
      multiplier,
      kernel: [2, 2],
      strides: [2, 2],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      low: -128,
      high: 127,
    };
    const tiled = tile([pooled], [x, y], FEATURES, pool);
    if ('misfit' in tiled) throw new Error('it does not fit');
    expect(tiled.constants).not.toBe(pool);
    expect(tiled.constants.finish()).toEqual(new ConstantPool(FEATURES.alignBytes, pool).finish());
  });

  it('says which instruction does not fit', () => {
    expect(tile(WORKS, [x, y], { ...FEATURES, sramBytes: 16 }, new ConstantPool(1))).toEqual({ misfit: 0 });
  });
});
