import { operandsOf } from '@openbpu/machine';
import { ConstantPool } from '../constant-pool';
import { timeOf } from '../calls/time-of';
import { FEATURES } from '../features.fixture';
import type { Effort } from '../tile/effort';
import { buffer, conv, requant } from './divide.fixture';
import { type Together, tileTogether } from './tile-together';

const shared = { ddrBytesPerCycle: 24, waitCycles: 100 };
const features = { ...FEATURES, cores: 2, shared };
const side = 16;
const [x, a, b, y] = ['x', 'a', 'b', 'y'].map((name) => buffer(name, side * side * 16));
const WORKS = [conv(x, a, side, side, 16), requant(a, b, 1, side, side, 16), conv(b, y, side, side, 16)];
const tiled = (effort: Partial<Effort> = {}, more = {}, sramBytes = 1 << 18) => {
  const call = tileTogether(WORKS, [x, y], new ConstantPool(32), {
    features: { ...features, sramBytes },
    cores: 2,
    effort: { optimizeLevel: 'O3', compileMode: 'latency', ...effort },
    ...more,
  });
  if ('misfit' in call) throw new Error(`work ${call.misfit} does not fit`);
  return call;
};
const exchanged = ({ instructions }: ReturnType<typeof tiled>) =>
  instructions
    .flatMap((i) => (i.kind === 'store' || i.kind === 'load' ? operandsOf(i).reads.concat(operandsOf(i).writes) : []))
    .filter(({ buffer: of }) => of === a || of === b)
    .map(({ buffer: of }) => of.name);

describe('tileTogether', () => {
  it('gives both cores work on memory of their own, bands on chip, the edges through main memory', () => {
    const call = tiled();
    expect(new Set(call.cores)).toEqual(new Set([0, 1]));
    expect(call.cores).toHaveLength(call.instructions.length);
    expect(new Set(exchanged(call))).toEqual(new Set(['b']));
    expect([...call.parted].map(({ name }) => name)).toEqual(['a', 'b']);
    expect(call.residents.size).toBe(0);
    expect(call.sramBytes).toBeLessThanOrEqual(1 << 18);
    for (const instruction of call.instructions)
      for (const { buffer: of } of [...operandsOf(instruction).reads, ...operandsOf(instruction).writes])
        expect(of.space === 'ddr' && of.part !== undefined).toBe(false);
  });

  it('holds a tensor whole where its bands are not on chip', () => {
    const call = tiled({ optimizeLevel: 'O1' });
    expect([...call.parted]).toEqual([]);
    expect(new Set(exchanged(call))).toEqual(new Set(['a', 'b']));
  });

  it('keeps each core in its own order, and what waits for another core behind it', () => {
    const { instructions, cores = [], works } = tiled();
    const stores = instructions.flatMap((i, at) => (i.kind === 'store' && i.y.buffer === b ? [[cores[at], at]] : []));
    const loads = instructions.flatMap((i, at) => (i.kind === 'load' && i.x.buffer === b ? [[cores[at], at]] : []));
    expect(stores.map(([core]) => core).toSorted()).toEqual([0, 1]);
    for (const [core, at] of loads)
      for (const [other, before] of stores) if (core !== other) expect(before).toBeLessThan(at);
    expect(Math.max(...works)).toBe(2);
  });

  it('takes the manner it is told, and by the clock the best', () => {
    expect(tiled({}, { manner: 'mixed' }).manner).toBe('mixed');
    expect(tiled({ optimizeLevel: 'O2' }).manner).toBe('bands');
    expect(tiled().manner).toBe('bands');
  });

  /** Three convolutions, and what both cores do of them: time, traffic and manner by the clock. */
  const three = (rows: number, width: number, channels: number, more: Partial<Together> = {}, waitCycles = 0) => {
    const on = { ...features, sramBytes: 1 << 13, shared: { ...shared, waitCycles }, ...more.features };
    const all = ['x', 'a', 'b', 'y'].map((name) => buffer(name, 1 << 20));
    const works = all.slice(1).map((to, i) => conv(all[i], to, rows, width, channels));
    const call = tileTogether(works, [all[0], all[3]], new ConstantPool(32), {
      cores: 2,
      effort: { optimizeLevel: 'O3', compileMode: 'latency' },
      ...more,
      features: on,
    });
    if ('misfit' in call) throw new Error(`work ${call.misfit} does not fit`);
    return { ...timeOf(call, on, 2), call, manner: call.manner, instructions: call.instructions };
  };

  it.each([
    ['latency', 'cycles', 4, 32, 64],
    ['bandwidth', 'bytes', 4, 32, 64],
    ['bandwidth', 'bytes', 12, 16, 32],
  ] as const)('takes the manner that is best for %s: the fewest %s', (compileMode, counted, rows, width, channels) => {
    const effort = { optimizeLevel: 'O3', compileMode } as const;
    const [bands, mixed, best] = (['bands', 'mixed', undefined] as const).map((manner) =>
      three(rows, width, channels, { effort, manner }),
    );
    // The other figure says otherwise.
    expect((bands.cycles - mixed.cycles) * (bands.bytes - mixed.bytes)).toBeLessThan(0);
    expect(best[counted]).toBe(Math.min(bands[counted], mixed[counted]));
  });

  it('says how much of its memory the core takes that takes most', () => {
    const { call } = three(17, 16, 16);
    const ends = [...call.offsets].map(([{ bytes }, offset]) => offset + bytes);
    expect(call.sramBytes).toBeGreaterThanOrEqual(Math.max(...ends));
    expect(call.sramBytes).toBeLessThan(Math.max(...ends) + FEATURES.alignBytes);
  });

  it('counts no waiting where traffic is to be spared', () => {
    const with_ = (compileMode: Effort['compileMode'], wait: number) =>
      three(8, 8, 64, { effort: { optimizeLevel: 'O3', compileMode }, manner: 'mixed' }, wait).bytes;
    expect(with_('bandwidth', 1e6)).toBe(with_('bandwidth', 0));
    expect(with_('latency', 1e6)).toBeGreaterThan(with_('latency', 0));
  });

  it('decides by the bandwidth that a core has while all are at work', () => {
    const on = (ddrBytesPerCycle: number, together: number) =>
      three(8, 8, 64, {
        manner: 'bands',
        features: {
          ...features,
          sramBytes: 1 << 18,
          ddrBytesPerCycle,
          shared: { ddrBytesPerCycle: together, waitCycles: 100 },
        },
      }).instructions.map(({ kind }) => kind);
    expect(on(16, 6)).toEqual(on(3, 6));
    expect(on(16, 6)).not.toEqual(on(16, 12));
    expect(on(6, 1e6)).toEqual(on(16, 12));
  });

  it('says which work does not fit', () => {
    const call = tileTogether(WORKS, [x, y], new ConstantPool(32), {
      features: { ...features, sramBytes: 128 },
      cores: 2,
      effort: { optimizeLevel: 'O3', compileMode: 'latency' },
    });
    expect(call).toEqual({ misfit: 0 });
  });
});
