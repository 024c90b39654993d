import { operandsOf } from '@openbpu/machine';
import type { Access, Buffer, Work } from './buffer';
import { timeOf } from './calls/time-of';
import { ConstantPool } from './constant-pool';
import { buffer, conv, requant, view } from './divide/divide.fixture';
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

  it('does part by part what hands on a tensor that does not stay on chip, where that costs less', () => {
    const [b, c] = ['b', 'c'].map((name) => buffer(name, 16 * 16 * 16));
    const works = [requant(x, a, 16, 256), requant(a, b, 16, 256), requant(b, c, 16, 256), requant(c, y, 16, 256)];
    const at = (optimizeLevel: 'O2' | 'O3', sramBytes: number) => {
      const features = { ...FEATURES, sramBytes };
      const effort = { optimizeLevel, compileMode: 'bandwidth' } as const;
      const call = tileCall(works, [x, y], new ConstantPool(32), { features, effort });
      if ('misfit' in call) throw new Error('it does not fit');
      return { call, bytes: timeOf(call, features).bytes };
    };
    const [whole, parts, roomy] = [at('O2', 3000), at('O3', 3000), at('O3', 1 << 16)];
    expect([whole.bytes, parts.bytes, roomy.bytes]).toEqual([8 * 4096, 2 * 4096, 2 * 4096]);
    expect([...parts.call.parted]).toEqual([a, b, c]);
    expect(parts.call.instructions.filter(({ kind }) => kind === 'requant')).toHaveLength(4 * 8);
    expect([parts.call.residents.size, whole.call.parted.size, roomy.call.parted.size]).toEqual([0, 0, 0]);
    expect(new Set(parts.call.works)).toEqual(new Set([0, 1, 2, 3]));
    const outside = parts.call.instructions.flatMap((i) => [...operandsOf(i).reads, ...operandsOf(i).writes]);
    expect(outside.filter(({ buffer: of }) => of.part && of.space !== 'sram')).toEqual([]);
    expect(new Set(outside.map(({ buffer: of }) => of).filter(({ space }) => space === 'ddr'))).toEqual(
      new Set([x, y]),
    );
  });

  it('goes by the goal where parts take less traffic and more time', () => {
    const [image, b, c, d, e, f, end] = ['image', 'b', 'c', 'd', 'e', 'f', 'end'].map((name) => buffer(name, 4096));
    const shape = [256, 16];
    const sum = (to: Buffer, ...of: readonly Buffer[]): Work => {
      const [one, other, sums] = [...of, to].map((each) => view(each, ...shape));
      return { kind: 'eltwise', fn: 'add', a: one, b: other, y: sums, ma: 1, mb: 1, low: -128, high: 127 };
    };
    const bias: Access = { ...view(buffer('bias', 64, 'const'), 16), dtype: 'int32' };
    const weights = view(buffer('w', 256, 'const'), 16, 16);
    const works: readonly Work[] = [
      requant(image, a, ...shape),
      requant(a, b, ...shape),
      requant(b, c, ...shape),
      { kind: 'gemm', x: view(c, ...shape), y: view(d, ...shape), weights, bias, low: -128, high: 127 },
      sum(e, d, a),
      sum(f, e, b),
      sum(end, f, c),
    ];
    const macArray = { ...FEATURES.macArray, int8: { outputChannels: 1, inputChannels: 1, pixels: 256 } };
    const features = { ...FEATURES, macArray, sramBytes: 3000, ddrBytesPerCycle: 1 << 14 };
    const [fast, lean] = (['latency', 'bandwidth'] as const).map((compileMode) => {
      const effort = { optimizeLevel: 'O3', compileMode } as const;
      const call = tileCall(works, [image, end], new ConstantPool(32), { features, effort });
      if ('misfit' in call) throw new Error('it does not fit');
      return { ...timeOf(call, features), parted: call.parted.size };
    });
    expect([fast.parted, lean.parted]).toEqual([0, 6]);
    expect(fast.cycles).toBeLessThan(lean.cycles);
    expect(fast.bytes).toBeGreaterThan(lean.bytes);
  });

  describe('of rows among which a softmax needs room for its table', () => {
    /** A tensor that is added again behind a softmax: its parts live while the table takes most of the chip. */
    const skipping = (rows: number) => {
      const names = ['from', 'skip', 'given', 'quantised', 'to'];
      const [from, skip, given, quantised, to] = names.map((name) => buffer(name, 64 * rows));
      const [weighed, constants] = [buffer('weighed', 4 * 64 * rows), buffer('table', 1024, 'const')];
      const [one, other, sums] = [quantised, skip, to].map((each) => view(each, rows, 64));
      const float: Access = { ...view(weighed, rows, 64), dtype: 'float32' };
      const table: Access = { ...view(constants, 256), dtype: 'int32' };
      const works: readonly Work[] = [
        requant(from, skip, rows, 64),
        requant(skip, given, rows, 64),
        { kind: 'softmax', x: view(given, rows, 64), y: float, table },
        { kind: 'quantize', x: float, y: view(quantised, rows, 64), scale: 1 / 128 },
        { kind: 'eltwise', fn: 'add', a: one, b: other, y: sums, ma: 1, mb: 1, low: -128, high: 127 },
      ];
      const effort = { optimizeLevel: 'O3', compileMode: 'bandwidth' } as const;
      const features = { ...FEATURES, sramBytes: 1700 };
      const call = tileCall(works, [from, to], new ConstantPool(32), { features, effort });
      if ('misfit' in call) throw new Error('it does not fit');
      const operands = call.instructions.flatMap((i) => [...operandsOf(i).reads, ...operandsOf(i).writes]);
      const outside = operands.filter(({ buffer: of }) => of.space === 'ddr');
      const stored = new Map(
        outside.flatMap((each) => (each.buffer === skip ? [[each.offset, each.shape[0]] as const] : [])),
      );
      return {
        parted: new Set([...call.parted].map(({ name }) => name)),
        outside: new Set(outside.map(({ buffer: { name } }) => name)),
        rowsOutside: [...stored.values()].reduce((sum, each) => sum + each, 0),
      };
    };

    it('has parts that do not stay on chip where they lie in the whole, which is then met as a whole', () => {
      const { parted, outside, rowsOutside } = skipping(8);
      expect(parted).toEqual(new Set(['given', 'weighed', 'quantised']));
      expect([outside, rowsOutside]).toEqual([new Set(['from', 'skip', 'to']), 8]);
    });

    it('has no whole where some parts stay on chip and others do not', () => {
      const { parted, outside, rowsOutside } = skipping(5);
      expect(parted).toEqual(new Set(['skip', 'given', 'weighed', 'quantised']));
      expect(outside).toEqual(new Set(['from', 'skip', 'to']));
      expect(rowsOutside).toBeGreaterThan(0);
      expect(rowsOutside).toBeLessThan(5);
    });
  });

  it('tiles parts for the goal as well: what is only handed on leaves no traffic but that of the ends', () => {
    const [from, between, to] = ['from', 'between', 'to'].map((name) => buffer(name, 8 * 96));
    const image = view(from, 8, 96);
    const works: readonly Work[] = [
      { kind: 'eltwise', fn: 'add', a: image, b: image, y: view(between, 8, 96), ma: 1, mb: 1, low: -128, high: 127 },
      requant(between, to, 8, 96),
    ];
    const features = { ...FEATURES, sramBytes: 655 };
    const effort = { optimizeLevel: 'O3', compileMode: 'bandwidth' } as const;
    const call = tileCall(works, [from, to], new ConstantPool(32), { features, effort });
    if ('misfit' in call) throw new Error('it does not fit');
    expect([...call.parted]).toEqual([between]);
    expect(timeOf(call, features).bytes).toBeLessThan(1.25 * (from.bytes + to.bytes));
  });

  it('adds the constants of parts to those that are known, and leaves these as they are', () => {
    const known = new ConstantPool(32);
    known.add('int8', [3], Int8Array.of(1, 2, 3));
    const table = known.add(
      'int32',
      [16],
      Int32Array.from({ length: 16 }, (_, i) => i),
    );
    const before = known.finish();
    const image = (of: Buffer) => view(of, 1, 16, 16, 16);
    const works: readonly Work[] = [
      requant(x, a, 1, 16, 16, 16),
      { kind: 'resize', fn: 'nearest', x: image(a), y: image(y), rows: table, columns: table, multiplier: 1 },
    ];
    const call = tileCall(works, [x, y], known, { features: { ...FEATURES, sramBytes: 3000 } });
    expect('parted' in call && [...call.parted]).toEqual([a]);
    expect(known.finish()).toEqual(before);
    const after = 'constants' in call ? call.constants.finish() : before;
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('stores what is met outside, be it small enough to stay on chip', () => {
    const small = buffer('small', 256);
    const features = { ...FEATURES, sramBytes: 3000 };
    const works = [requant(x, a, 16, 256), requant(a, y, 16, 256), requant(y, small, 1, 256)];
    const call = tileCall(works, [x, small], new ConstantPool(32), { features });
    if ('misfit' in call) throw new Error('it does not fit');
    expect([...call.parted]).toEqual([a]);
    expect(call.instructions.some((each) => each.kind === 'store' && each.y.buffer === small)).toBe(true);
  });

  it('tells what stays on chip whole beside what is done in parts', () => {
    const [small, end] = [buffer('small', 256), buffer('end', 256)];
    const features = { ...FEATURES, sramBytes: 3000 };
    const works = [
      requant(x, a, 16, 256),
      requant(a, y, 16, 256),
      requant(y, small, 1, 256),
      requant(small, end, 1, 256),
    ];
    const call = tileCall(works, [x, y, end], new ConstantPool(32), { features });
    if ('misfit' in call) throw new Error('it does not fit');
    expect([[...call.parted], [...call.residents.keys()]]).toEqual([[a], [small]]);
  });

  it('is no worse at a level than at the one below, whatever its own tilings are priced at', () => {
    const image = buffer('image', 10 * 16 * 24);
    const works = [requant(image, a, 1, 10, 16, 24), conv(a, y, 10, 16, 24)];
    const features = { ...FEATURES, sramBytes: 2005 };
    const bytes = (['O2', 'O3'] as const).map((optimizeLevel) => {
      const effort = { optimizeLevel, compileMode: 'bandwidth' } as const;
      const call = tileCall(works, [image, y], new ConstantPool(32), { features, effort });
      return 'misfit' in call ? Infinity : timeOf(call, features).bytes;
    });
    expect(bytes[1]).toBeLessThanOrEqual(bytes[0]);
  });

  it('keeps whole what is met outside, read on or not', () => {
    const b = buffer('b', 16 * 16 * 16);
    const features = { ...FEATURES, sramBytes: 3000 };
    const works = [requant(x, a, 16, 256), requant(a, y, 16, 256), requant(y, b, 16, 256)];
    const call = tileCall(works, [x, y, b], new ConstantPool(32), { features });
    expect('parted' in call && [...call.parted]).toEqual([a]);
    const ends = tileCall([works[0], requant(a, y, 16, 256)], [x, a, y], new ConstantPool(32), { features });
    expect('parted' in ends && ends.parted.size).toBe(0);
  });

  it('leaves whole what costs no less in parts', () => {
    const weights = view(buffer('w', 256 * 256, 'const'), 256, 256);
    const bias: Access = { ...view(buffer('b', 4 * 256, 'const'), 256), dtype: 'int32' };
    const gemm: Work = { kind: 'gemm', x: view(x, 16, 256), y: view(a, 16, 256), weights, bias, low: -128, high: 127 };
    const features = { ...FEATURES, sramBytes: 3000 };
    const call = tileCall([gemm, requant(a, y, 16, 256)], [x, y], new ConstantPool(32), { features });
    expect('parted' in call && call.parted.size).toBe(0);
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
    const works = [requant(x, a, 16, 256), conv(a, y, 16, 16, 16)];
    expect(tileCall(works, [x, y], new ConstantPool(32), { features })).toEqual({ misfit: 1 });
  });
});
