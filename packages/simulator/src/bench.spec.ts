import { rebinding } from './bench';
import { Memory } from './memory';

describe('rebinding', () => {
  it('binds at the first run, and again when the memory has moved', () => {
    const memory = new Memory({ ddr: 8, sram: 0, const: 0 }, new Uint8Array());
    let bound = 0;
    const step = rebinding(memory, () => {
      bound++;
      const view = memory.array('ddr', 'int8');
      return () => void view[0]++;
    });
    expect(bound).toBe(0);
    step();
    step();
    expect(bound).toBe(1);
    memory.kernels.alloc(memory.buffer.byteLength);
    step();
    expect([bound, memory.array('ddr', 'int8')[0]]).toEqual([2, 3]);
  });
});
