import { Draw } from './draw';

describe('Draw', () => {
  it('repeats itself for a seed', () => {
    const numbers = (seed: number): number[] => [...new Draw(seed, 'random').int32s(50)];
    expect(numbers(3)).toEqual(numbers(3));
    expect(numbers(3)).not.toEqual(numbers(4));
  });

  it('meets both ends of a range and all kinds of floats', () => {
    const draw = new Draw(1, 'random');
    const bytes = draw.int8s(20000);
    expect([Math.min(...bytes), Math.max(...bytes)]).toEqual([-128, 127]);
    const shorts = draw.int16s(500_000);
    expect([Math.min(...shorts.subarray(0, 9)) < 0, shorts.includes(-32768), shorts.includes(32767)]).toEqual(
      Array(3).fill(true),
    );
    const floats = [...draw.floats(2000)];
    expect([
      floats.some(Number.isNaN),
      floats.includes(Infinity),
      floats.includes(Math.fround(1e-45)),
      floats.some((x) => Object.is(x, -0)),
    ]).toEqual([true, true, true, true]);
    expect([...draw.multipliers(2000)].every(Number.isFinite)).toBe(true);
  });

  it('is typical without special values', () => {
    const draw = new Draw(1, 'typical');
    expect([...draw.floats(2000)].every((x) => Math.abs(x) < 300)).toBe(true);
    expect([...draw.multipliers(200)].every((m) => m >= 2 ** -8 && m <= 2 ** -7)).toBe(true);
    expect([...draw.int32s(200)].every((x) => Math.abs(x) <= 2 ** 15)).toBe(true);
  });

  it('fills with extremes', () => {
    expect([
      ...new Draw(1, 'max').int8s(2),
      ...new Draw(1, 'min').int8s(2),
      ...new Draw(1, 'alternating').int8s(3),
    ]).toEqual([127, 127, -128, -128, -128, 127, -128]);
    expect([...new Draw(1, 'alternating').elements('int16', 3)]).toEqual([-32768, 32767, -32768]);
  });
});
