import { Memory, firstOf } from './memory';

describe('Memory', () => {
  it('is one set of bytes seen through every element type', () => {
    const memory = new Memory({ ddr: 16, sram: 8, const: 4 }, Uint8Array.of(1, 2, 3, 4));
    memory.array('ddr', 'int32')[1] = -1;
    expect([...memory.array('ddr', 'int8').subarray(4, 8)]).toEqual([-1, -1, -1, -1]);
    expect(memory.array('const', 'int16')[1]).toBe(0x0403);
  });

  it('has its own copy of the constants', () => {
    const constants = Uint8Array.of(9, 1, 2, 3, 4).subarray(1);
    const memory = new Memory({ ddr: 0, sram: 0, const: 4 }, constants);
    constants[0] = 7;
    expect(memory.array('const', 'int8')[0]).toBe(1);
  });

  it('finds the first element of a region, and refuses floats as integers', () => {
    const memory = new Memory({ ddr: 16, sram: 0, const: 0 }, new Uint8Array());
    const region = { space: 'ddr', offset: 8, dtype: 'float32', shape: [1], strides: [1] } as const;
    expect(firstOf(region)).toBe(2);
    expect(() => memory.integers(region)).toThrow(TypeError);
  });
});
