import { Memory } from '../memory';
import { storeSum } from './accumulate';

describe('storeSum', () => {
  const constants = new Uint8Array(16);
  new DataView(constants.buffer).setInt32(0, -5, true);
  new DataView(constants.buffer).setFloat32(8, 0.5, true);
  const memory = new Memory({ ddr: 16, sram: 0, const: 16 }, constants);
  const bias = { space: 'const', offset: 0, dtype: 'int32', shape: [1], strides: [1] } as const;
  const multiplier = { space: 'const', offset: 8, dtype: 'float32', shape: [1], strides: [1] } as const;

  it('keeps the accumulator where there is no multiplier', () => {
    const y = { space: 'ddr', offset: 0, dtype: 'int32', shape: [1], strides: [1] } as const;
    storeSum(memory, { y, bias, low: -128, high: 127 })(0, 0, 2 ** 31 - 1);
    expect(memory.array('ddr', 'int32')[0]).toBe(2 ** 31 - 6);
  });

  it('requantises where there is one', () => {
    const y = { space: 'ddr', offset: 8, dtype: 'int8', shape: [1], strides: [1] } as const;
    const store = storeSum(memory, { y, bias, multiplier, low: -100, high: 127 });
    store(8, 0, 6);
    expect(memory.array('ddr', 'int8')[8]).toBe(0);
    store(8, 0, -1000);
    expect(memory.array('ddr', 'int8')[8]).toBe(-100);
  });
});
