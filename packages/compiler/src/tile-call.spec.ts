import { ConstantPool } from './constant-pool';
import { buffer, conv } from './divide/divide.fixture';
import { FEATURES } from './features.fixture';
import { tileCall } from './tile-call';
import { tile } from './tile/tile';

const [x, a, y] = ['x', 'a', 'y'].map((name) => buffer(name, 16 * 16 * 16));
const WORKS = [conv(x, a, 16, 16, 16), conv(a, y, 16, 16, 16)];

describe('tileCall', () => {
  it('is tiling for one core', () => {
    const call = tileCall(WORKS, [x, y], new ConstantPool(32), { features: FEATURES });
    const tiled = tile(WORKS, [x, y], FEATURES, new ConstantPool(32));
    if ('misfit' in call || 'misfit' in tiled) throw new Error('it does not fit');
    const kinds = (list: readonly { readonly kind: string }[]) => list.map(({ kind }) => kind);
    expect(kinds(call.instructions)).toEqual(kinds(tiled.instructions));
    expect([call.sramBytes, call.cores, call.manner, call.parted.size]).toEqual([
      tiled.sram.bytes,
      undefined,
      undefined,
      0,
    ]);
    expect(call.residents.size).toBe(1);
  });

  it('shares the work where there are several', () => {
    const features = { ...FEATURES, shared: { ddrBytesPerCycle: 24, waitCycles: 20 } };
    const call = tileCall(WORKS, [x, y], new ConstantPool(32), { features, cores: 2, manner: 'mixed' });
    expect('cores' in call && new Set(call.cores)).toEqual(new Set([0, 1]));
    expect('manner' in call && call.manner).toBe('mixed');
  });

  it('says what does not fit', () => {
    const features = { ...FEATURES, sramBytes: 64 };
    expect(tileCall(WORKS, [x, y], new ConstantPool(32), { features })).toEqual({ misfit: 0 });
  });
});
