import type { Access, Buffer } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { FEATURES } from '../features.fixture';
import type { Work } from './cut';
import { tile } from './tile';

const buffer = (name: string, bytes: number): Buffer => ({ name, space: 'ddr', bytes });
const view = (of: Buffer): Access => ({ buffer: of, offset: 0, dtype: 'int8', shape: [of.bytes], strides: [1] });
const [x, a, y] = ['x', 'a', 'y'].map((name) => buffer(name, 1 << 14));
const WORKS: readonly Work[] = [{ kind: 'move', x: view(x), y: view(a) }, { kind: 'requant', x: view(a), y: view(y), multiplier: 1, low: 0, high: 1 }];

describe('tile', () => {
  it.each([1 << 10, 1 << 12, 1 << 14, 1 << 16])('stays inside %d bytes', (sramBytes) => {
    const tiled = tile(WORKS, [x, y], { ...FEATURES, sramBytes }, new ConstantPool(1));
    if ('misfit' in tiled) throw new Error('it does not fit');
    expect(tiled.sram.bytes).toBeLessThanOrEqual(sramBytes);
    expect(tiled.residents.size).toBe(sramBytes > 1 << 14 ? 1 : 0);
    expect(tiled.works.length).toBe(tiled.instructions.length);
  });

  it('says which instruction does not fit', () => {
    expect(tile(WORKS, [x, y], { ...FEATURES, sramBytes: 16 }, new ConstantPool(1))).toEqual({ misfit: 0 });
  });
});
