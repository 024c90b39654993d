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
