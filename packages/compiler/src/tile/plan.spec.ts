import { sizeOf } from '@openbpu/tensor';
import type { Access, Work } from '../buffer';
import { contextOf } from './context.fixture';
import { Cuts } from './cuts';
import { Measure } from './measure';
import { plan } from './plan';
import type { TileContext } from './tile-context';

const view = (space: 'ddr' | 'const' | 'sram', dtype: Access['dtype'], ...shape: number[]): Access => ({
  buffer: { name: space, space, bytes: 0 },
  offset: 0,
  dtype,
  shape,
  strides: shape.map((_, i) => sizeOf(shape.slice(i + 1))),
});
const gemm = (space: 'ddr' | 'sram', rows: number, depth: number, columns: number): Work => ({
  kind: 'gemm',
  x: view(space, 'int8', rows, depth),
  y: view(space, 'int8', rows, columns),
  weights: view('const', 'int8', columns, depth),
  bias: view('const', 'int32', columns),
  multiplier: view('const', 'float32', columns),
  low: 0,
  high: 1,
});
/** Reads before writes. */
const EVERYTHING = [true, true, true, true, true, true];
const planned = (work: Work, parts: Partial<TileContext> = {}) => plan(new Cuts(work, contextOf()), contextOf(parts));
const sizes = (work: Work, room: number) => planned(work, { room })?.tiling;

describe('plan', () => {
  it('leaves whole what is on chip and what it reads once', () => {
    expect(sizes(gemm('sram', 64, 64, 64), 1 << 16)?.sizes).toEqual([64, 64]);
  });

  it('cuts what comes and goes, so that transfers and work overlap', () => {
    const found = sizes(gemm('ddr', 4096, 64, 64), 1 << 18);
    expect(found?.sizes[0]).toBeLessThan(4096);
    expect(found?.sizes[1]).toBe(64);
  });

  it('cuts weights that do not fit by channels, each part loaded once', () => {
    const found = sizes(gemm('sram', 64, 1024, 1024), 1 << 17);
    expect(found?.sizes[0]).toBe(64);
    expect(found?.sizes[1]).toBeLessThan(128);
  });

  it('cuts a table of channels that does not fit by channels, each row loaded once', () => {
    const lut = (rows: number, channels: number): Work => ({
      kind: 'lut',
      x: view('ddr', 'int8', rows, channels),
      y: view('ddr', 'int8', rows, channels),
      table: view('const', 'int8', channels, 256),
    });
    const found = planned(lut(49, 1024), { room: 1 << 17 })?.tiling;
    expect(found?.sizes[1]).toBeLessThan(512);
    expect(found?.order[0] === 1 || found?.sizes[0] === 49).toBe(true);
    expect(sizes(lut(3, 5), 1024)?.sizes[1]).toBeLessThan(4);
    expect(sizes(lut(1, 1), 256)).toBeUndefined();
  });

  it('keeps a table of int16 whole beside its tiles, loaded once', () => {
    const lut: Work = {
      kind: 'lut',
      x: view('ddr', 'int16', 512, 1024),
      y: view('ddr', 'int16', 512, 1024),
      table: view('const', 'int16', 65536),
    };
    const room = (1 << 17) + (1 << 12);
    const found = planned(lut, { room, choice: 'bandwidth' })?.tiling;
    const cost = new Measure(lut, found?.sizes ?? [], contextOf()).cost(found?.order ?? [], room, EVERYTHING);
    expect(cost?.bytes).toBe((1 << 17) + 2 * (1 << 20));
    expect(planned(lut, { room: 1 << 17 })).toBeUndefined();
  });

  it('takes the first that fits where it is not to compare', () => {
    const [work, room] = [gemm('ddr', 4096, 64, 64), 1 << 18];
    const first = planned(work, { room, choice: 'any' });
    expect(first?.price).toBeGreaterThan(planned(work, { room })?.price ?? Infinity);
    expect(first?.tiling.sizes).toEqual([1366, 64]);
  });

  it('spares traffic where that is the goal, and time between equals', () => {
    const [work, room] = [gemm('ddr', 512, 1024, 512), 1 << 17];
    const of = (choice: 'latency' | 'bandwidth') => {
      const found = planned(work, { room, choice });
      return new Measure(work, found?.tiling.sizes ?? [], contextOf()).cost(
        found?.tiling.order ?? [],
        room,
        EVERYTHING,
      );
    };
    const [quick, sparing] = [of('latency'), of('bandwidth')];
    expect(sparing.bytes).toBeLessThan(quick.bytes);
    expect(sparing.cycles).toBeGreaterThan(quick.cycles);
    const whole = gemm('sram', 64, 64, 64);
    expect(planned(whole, { room, choice: 'bandwidth' })?.tiling.sizes).toEqual([64, 64]);
  });

  it('knows when nothing fits', () => {
    expect(sizes(gemm('ddr', 1, 1 << 12, 1), 1 << 12)).toBeUndefined();
    expect(sizes(gemm('ddr', 1, 1 << 12, 1), 1 << 14)?.sizes).toEqual([1, 1]);
  });

  it('costs nothing to copy a band to where it lies', () => {
    const whole = { name: 't', space: 'ddr', bytes: 64 } as const;
    const band = { name: 't@0', space: 'ddr', bytes: 32, part: { of: whole, at: 32 } } as const;
    const of = (buffer: Access['buffer'], offset: number): Access => ({ ...view('ddr', 'int8', 8), buffer, offset });
    expect(planned({ kind: 'move', x: of(band, 0), y: of(whole, 32) })).toEqual({
      tiling: { sizes: [], order: [] },
      price: 0,
    });
    expect(planned({ kind: 'move', x: of(band, 0), y: of(whole, 0) })?.price).toBeGreaterThan(0);
  });
});
