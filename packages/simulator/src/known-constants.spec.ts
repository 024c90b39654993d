import type { Region } from '@openbpu/machine';
import { KnownConstants } from './known-constants';
import { Memory } from './memory';

const at = (
  space: Region['space'],
  offset: number,
  shape: readonly number[],
  strides: readonly number[] = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
): Region => ({ space, offset, dtype: 'int8', shape, strides });

function known(): KnownConstants {
  return new KnownConstants(new Memory({ ddr: 64, sram: 64, const: 8 }, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)));
}

describe('KnownConstants', () => {
  it('knows constants, in the order of their region', () => {
    expect([...(known().elements(at('const', 0, [2, 2], [1, 2])) ?? [])]).toEqual([1, 3, 2, 4]);
    expect(known().elements(at('sram', 0, [4]))).toBeUndefined();
  });

  it('knows dense copies of them, part by part, whatever their shape', () => {
    const it = known();
    it.follow({ kind: 'load', x: at('const', 1, [2, 2], [4, 1]), y: at('sram', 16, [2, 2]) });
    expect([...(it.elements(at('sram', 16, [4])) ?? [])]).toEqual([2, 3, 6, 7]);
    expect(it.key(at('sram', 16, [2, 2]))).toBe(it.key(at('sram', 16, [2, 2])));
    expect(it.elements(at('sram', 16, [3]))).toBeUndefined();
    expect(it.elements(at('ddr', 16, [4]))).toBeUndefined();
  });

  it('sees through repetition', () => {
    const it = known();
    it.follow({ kind: 'load', x: at('const', 6, [1]), y: at('sram', 3, [1]) });
    expect([...(it.elements(at('sram', 3, [2, 2], [0, 0])) ?? [])]).toEqual([7, 7, 7, 7]);
  });

  it('forgets what is written over, and what came from elsewhere', () => {
    const it = known();
    it.follow({ kind: 'load', x: at('const', 0, [4]), y: at('sram', 0, [4]) });
    it.follow({ kind: 'fill', y: at('sram', 3, [1]), value: 0 });
    expect(it.elements(at('sram', 0, [4]))).toBeUndefined();
    it.follow({ kind: 'load', x: at('ddr', 0, [4]), y: at('sram', 8, [4]) });
    expect(it.elements(at('sram', 8, [4]))).toBeUndefined();
  });
});
