import { type Access, type Buffer, isIdle, settled, stridesInMemory } from './buffer';

describe('stridesInMemory', () => {
  it('has the channels of an image side by side', () => {
    expect(stridesInMemory({ shape: [2, 3, 4, 5], layout: 'NHWC' })).toEqual([60, 1, 15, 3]);
  });

  it('is row-major for everything else', () => {
    expect(stridesInMemory({ shape: [2, 3, 4], layout: 'linear' })).toEqual([12, 4, 1]);
    expect(stridesInMemory({ shape: [], layout: 'linear' })).toEqual([]);
  });
});

const whole: Buffer = { name: 't', space: 'ddr', bytes: 64 };
const band: Buffer = { name: 't@1', space: 'ddr', bytes: 32, part: { of: whole, at: 32 } };
const at = (buffer: Buffer, offset: number): Access => ({ buffer, offset, dtype: 'int8', shape: [8], strides: [1] });

describe('settled', () => {
  it('finds a band in its buffer, unless it is on chip', () => {
    expect(settled(at(band, 4))).toEqual(at(whole, 36));
    expect(settled(at(whole, 4))).toEqual(at(whole, 4));
    const chip = { ...band, space: 'sram' } as const;
    expect(settled(at(chip, 4))).toEqual(at(chip, 4));
  });
});

describe('isIdle', () => {
  it('is a copy between a band that is not on chip and its own place', () => {
    expect(isIdle({ kind: 'move', x: at(band, 4), y: at(whole, 36) })).toBe(true);
    expect(isIdle({ kind: 'move', x: at(whole, 36), y: at(band, 4) })).toBe(true);
    expect(isIdle({ kind: 'move', x: at(whole, 4), y: at(band, 4) })).toBe(false);
    expect(isIdle({ kind: 'move', x: at({ ...band, space: 'sram' }, 4), y: at(whole, 36) })).toBe(false);
    expect(isIdle({ kind: 'move', x: at(whole, 4), y: at(whole, 4) })).toBe(false);
    expect(isIdle({ kind: 'fill', y: at(band, 4), value: 0 })).toBe(false);
  });
});
