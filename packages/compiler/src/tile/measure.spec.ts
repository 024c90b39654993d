import { cyclesOf } from '@openbpu/machine';
import { sizeOf } from '@openbpu/tensor';
import type { Access, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { FEATURES } from '../features.fixture';
import { contextOf } from './context.fixture';
import { Measure } from './measure';

const view = (space: 'ddr' | 'const' | 'sram', dtype: Access['dtype'], ...shape: number[]): Access => ({
  buffer: { name: space, space, bytes: 0 },
  offset: 0,
  dtype,
  shape,
  strides: shape.map((_, i) => sizeOf(shape.slice(i + 1))),
});
const gemm = (space: 'ddr' | 'sram'): Work => ({
  kind: 'gemm',
  x: view(space, 'int8', 256, 64),
  y: view(space, 'int8', 256, 64),
  weights: view('const', 'int8', 64, 64),
  bias: view('const', 'int32', 64),
  low: 0,
  high: 1,
});
const measured = (work: Work, sizes: readonly number[]) => new Measure(work, sizes, contextOf());
const ROOM = 1 << 20;
/** Reads before writes. */
const EVERYTHING = [true, true, true, true, true];
const CONSTANTS = [false, true, true, false];
/** 16 cycles of issue, then 16 bytes per cycle. */
const transfer = (bytes: number) => 16 + bytes / 16;

describe('measure', () => {
  it('is the longer of work and constants, where nothing else comes or goes', () => {
    const whole = gemm('sram');
    expect(measured(whole, [256, 64]).work).toBe(cyclesOf(whole, FEATURES));
    expect(measured(whole, [256, 64]).cost([0, 1], ROOM, CONSTANTS)).toEqual({
      bytes: 64 * 64 + 256,
      cycles: Math.max(cyclesOf(whole, FEATURES), transfer(64 * 64) + transfer(256)),
    });
  });

  it('adds what cannot overlap: the first box', () => {
    const [constants, streaming] = [transfer(64 * 64) + transfer(256), 4 * 2 * transfer(64 * 64)];
    const found = measured(gemm('ddr'), [64, 64]);
    expect(found.cost([0, 1], ROOM, EVERYTHING).cycles).toBe(
      Math.max(constants + streaming, found.work) + Math.min(streaming, found.work) / 4,
    );
  });

  it('loads again what inner loops change', () => {
    const found = measured(gemm('ddr'), [32, 32]);
    expect(found.cost([0, 1], ROOM, EVERYTHING).cycles).toBeGreaterThan(found.cost([1, 0], ROOM, EVERYTHING).cycles);
  });

  it('counts the bytes that come and go, those that come again again', () => {
    expect(measured(gemm('ddr'), [64, 64]).cost([0, 1], ROOM, EVERYTHING).bytes).toBe(64 * 64 + 256 + 2 * 256 * 64);
    const again = measured(gemm('ddr'), [256, 32]).cost([1, 0], ROOM, EVERYTHING).bytes;
    expect(again).toBe(64 * 64 + 2 * 128 + 256 * 64 + 2 * 256 * 64);
  });

  it('counts a smaller last box as what it is, and hears of a change that is far away', () => {
    expect(measured(gemm('ddr'), [96, 64]).cost([0, 1], ROOM, EVERYTHING).bytes).toBe(64 * 64 + 256 + 2 * 256 * 64);
    const pool = new ConstantPool(1);
    const index = (...places: number[]) => pool.add('int32', [places.length], Int32Array.from(places));
    const upsampled: Work = {
      kind: 'resize',
      fn: 'nearest',
      x: view('ddr', 'int8', 1, 2, 8, 64),
      y: view('ddr', 'int8', 1, 8, 8, 64),
      rows: index(0, 0, 0, 0, 1, 1, 1, 1),
      columns: index(0, 1, 2, 3, 4, 5, 6, 7),
      multiplier: 1,
    };
    const found = new Measure(upsampled, [1, 1, 8, 64], contextOf({ constants: pool.trial }));
    expect(found.cost([0, 1, 2, 3], ROOM, EVERYTHING).bytes).toBeGreaterThanOrEqual(2 * 8 * 8 * 64);
  });

  it('overlaps nothing where there is no room for the next box, and needs what a box takes up', () => {
    const bytes = 64 * 64 * 3 + 256;
    const found = measured(gemm('ddr'), [64, 64]);
    expect(found.bytes(EVERYTHING)).toBe(bytes);
    expect(found.bytes(CONSTANTS)).toBe(64 * 64 + 256);
    const [tight, wide] = [bytes + 64 * 64, bytes + 2 * 64 * 64].map(
      (room) => found.cost([0, 1], room, EVERYTHING).cycles,
    );
    expect(found.cost([0, 1], bytes, EVERYTHING).cycles).toBe(tight);
    expect(wide).toBeLessThan(tight);
    expect(found.cost([0, 1], bytes + 2 * 64 * 64 - 1, EVERYTHING).cycles).toBe(tight);
  });

  it('gives the same when it is asked again', () => {
    const [found, order] = [measured(gemm('ddr'), [32, 32]), [1, 0]];
    const first = found.cost(order, ROOM, EVERYTHING);
    found.cost([0, 1], 1, CONSTANTS);
    expect(found.cost(order, ROOM, EVERYTHING)).toEqual(first);
    expect(found.cost([1, 0], ROOM, EVERYTHING)).toEqual(first);
  });
});
