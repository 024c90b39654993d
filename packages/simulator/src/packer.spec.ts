import type { Region } from '@openbpu/machine';
import { KnownConstants } from './known-constants';
import { Memory } from './memory';
import { Packer } from './packer';

const at = (
  space: 'ddr' | 'const',
  offset: number,
  dtype: Region['dtype'],
  shape: readonly number[],
  strides: readonly number[],
): Region => ({ space, offset, dtype, shape, strides });

function bench() {
  const memory = new Memory({ ddr: 64, sram: 0, const: 64 }, new Uint8Array(64));
  memory.array('const', 'int8').set([1, -128, 3, 4]);
  memory.array('const', 'int32').set([5, -6], 2);
  memory.array('const', 'float32').set([0.5, 2], 4);
  return { memory, known: new KnownConstants(memory), packer: new Packer(memory.kernels) };
}

const OPERANDS = {
  x: at('ddr', 0, 'int8', [1, 2], [2, 1]),
  weights: at('const', 0, 'int8', [2, 2], [2, 1]),
  bias: at('const', 8, 'int32', [2], [1]),
  multiplier: at('const', 16, 'float32', [2], [1]),
  n: 2,
  k: 2,
  groups: 1,
};

describe('Packer', () => {
  it('packs constant weights, the same ones once', () => {
    const { known, packer } = bench();
    const packed = packer.pack(OPERANDS, known);
    expect(packed).toMatchObject({ n: 2, k: 2, groups: 1 });
    expect(packer.pack({ ...OPERANDS }, known)).toBe(packed);
    expect(packer.pack({ ...OPERANDS, multiplier: undefined }, known)).not.toBe(packed);
    expect(packer.pack({ ...OPERANDS, groups: 2 }, known)).toMatchObject({ n: 2, k: 2, groups: 2 });
  });

  it('says after what depth sums of int16 are to be carried into doubles, where they are', () => {
    const { memory, known, packer } = bench();
    const wide = { ...OPERANDS, x: at('ddr', 0, 'int16', [1, 2], [2, 1]) };
    expect(packer.pack(wide, known)).not.toHaveProperty('block');
    const second = bench();
    second.memory.array('const', 'int32')[2] = 2 ** 31 - 100;
    expect(second.packer.pack(wide, second.known)).toMatchObject({ block: 504 });
    expect(second.packer.pack({ ...wide, multiplier: undefined }, second.known)).not.toHaveProperty('block');
    const words = { ...wide, weights: at('const', 0, 'int16', [2, 2], [2, 1]) };
    memory.array('const', 'int16').set([0, 0, 9000, -32768]);
    memory.array('const', 'int32')[2] = -(2 ** 31);
    expect(packer.pack(words, known)).toBeUndefined();
    const nothing = bench();
    nothing.memory.array('const', 'int8').fill(0, 0, 4);
    nothing.memory.array('const', 'int32')[2] = -(2 ** 31);
    expect(nothing.packer.pack(wide, nothing.known)?.block).toBeGreaterThan(0);
  });

  it('leaves alone what is not constant, not finite, or could overflow', () => {
    const { memory, known, packer } = bench();
    expect(packer.pack({ ...OPERANDS, bias: at('ddr', 8, 'int32', [2], [1]) }, known)).toBeUndefined();
    expect(packer.pack({ ...OPERANDS, k: 2 ** 22 + 1 }, known)).toBeUndefined();
    memory.array('const', 'float32')[5] = NaN;
    expect(packer.pack(OPERANDS, known)).toBeUndefined();
    memory.array('const', 'int32')[2] = 2 ** 31 - 100;
    expect(packer.pack({ ...OPERANDS, multiplier: undefined }, known)).toBeUndefined();
  });
});
