import { fill, load, move, store } from './cores.fixture';
import type { Instruction } from './instruction/instruction';
import { firstUnwritten } from './unwritten';

const first = (...instructions: readonly Instruction[]) => firstUnwritten({ name: 'c', instructions });

describe('firstUnwritten', () => {
  it('finds what a call reads on chip and has not written', () => {
    expect(first(load(0, 0), move(0, 8), store(8, 0))).toBeUndefined();
    expect(first(load(0, 0), store(4, 0))).toBe(1);
    expect(first(store(0, 0), load(0, 0))).toBe(0);
    expect(first(load(0, 0), move(2, 8))).toBe(1);
  });

  it('puts spans together that touch, in any order', () => {
    expect(first(fill(0, 2), fill(2, 2), store(0, 0))).toBeUndefined();
    expect(first(fill(2, 2), fill(0, 2), store(0, 0))).toBeUndefined();
    expect(first(fill(8), fill(0), fill(4), store(2, 0), store(6, 0))).toBeUndefined();
    expect(first(fill(0), fill(16), fill(2, 15), store(13, 0))).toBeUndefined();
    expect(first(fill(0, 3), fill(4, 4), store(1, 0))).toBe(2);
    expect(first(fill(4), fill(0, 20), store(16, 0), store(0, 0))).toBeUndefined();
  });

  it('keeps the memories of cores apart', () => {
    const instructions = [fill(0), store(0, 0)];
    expect(firstUnwritten({ name: 'c', instructions, cores: [1, 1] })).toBeUndefined();
    expect(firstUnwritten({ name: 'c', instructions, cores: [0, 1] })).toBe(1);
  });
});
