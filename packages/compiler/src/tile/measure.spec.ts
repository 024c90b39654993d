import { cyclesOf } from '@openbpu/machine';
import { sizeOf } from '@openbpu/tensor';
import type { Access, Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { FEATURES } from '../features.fixture';
import { contextOf } from './context.fixture';
import { measure } from './measure';

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
const measured = (work: Work, sizes: readonly number[], room = 1 << 20) => measure(work, sizes, contextOf({ room }));
/** 16 cycles of issue, then 16 bytes per cycle. */
const transfer = (bytes: number) => 16 + bytes / 16;

describe('measure', () => {
  it('is the longer of work and constants, where nothing else comes or goes', () => {
    const whole = gemm('sram');
    expect(measured(whole, [256, 64])?.work).toBe(cyclesOf(whole, FEATURES));
    expect(measured(whole, [256, 64])?.cost([0, 1])).toEqual({
      bytes: 64 * 64 + 256,
      cycles: Math.max(cyclesOf(whole, FEATURES), transfer(64 * 64) + transfer(256)),
    });
  });

  it('adds what cannot overlap: the first box', () => {
    const [constants, streaming] = [transfer(64 * 64) + transfer(256), 4 * 2 * transfer(64 * 64)];
    const found = measured(gemm('ddr'), [64, 64]);
    expect(found?.cost([0, 1]).cycles).toBe(
      Math.max(constants + streaming, found?.work ?? 0) + Math.min(streaming, found?.work ?? 0) / 4,
    );
  });

  it('loads again what inner loops change', () => {
    const found = measured(gemm('ddr'), [32, 32]);
    expect(found?.cost([0, 1]).cycles).toBeGreaterThan(found?.cost([1, 0]).cycles ?? Infinity);
  });

  it('counts the bytes that come and go, those that come again again', () => {
    expect(measured(gemm('ddr'), [64, 64])?.cost([0, 1]).bytes).toBe(64 * 64 + 256 + 2 * 256 * 64);
    const again = measured(gemm('ddr'), [256, 32])?.cost([1, 0]).bytes;
    expect(again).toBe(64 * 64 + 2 * 128 + 256 * 64 + 2 * 256 * 64);
  });

  it('counts a smaller last box as what it is, and hears of a change that is far away', () => {
    expect(measured(gemm('ddr'), [96, 64])?.cost([0, 1]).bytes).toBe(64 * 64 + 256 + 2 * 256 * 64);
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
    const found = measure(upsampled, [1, 1, 8, 64], contextOf({ room: 1 << 20, constants: pool.trial }));
    expect(found?.cost([0, 1, 2, 3]).bytes).toBeGreaterThanOrEqual(2 * 8 * 8 * 64);
  });

  it('overlaps nothing where there is no room for the next box', () => {
    const bytes = 64 * 64 * 3 + 256;
    expect(measured(gemm('ddr'), [64, 64], bytes)?.cost([0, 1]).cycles).toBeGreaterThan(
      measured(gemm('ddr'), [64, 64])?.cost([0, 1]).cycles ?? Infinity,
    );
    expect(measured(gemm('ddr'), [64, 64], bytes - 1)).toBeUndefined();
  });
});
