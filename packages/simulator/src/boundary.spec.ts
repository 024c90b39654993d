import type { ProgramTensor } from '@openbpu/machine';
import { boundary } from './boundary';
import { Memory } from './memory';

describe('boundary', () => {
  const memory = new Memory({ ddr: 64, sram: 0, const: 0 }, new Uint8Array());

  it('lays images out with their channels together, and back', () => {
    const tensor: ProgramTensor = {
      name: 'x',
      space: 'ddr',
      offset: 8,
      dtype: 'int8',
      shape: [1, 2, 1, 3],
      layout: 'NHWC',
      ready: 0,
    };
    const { write, read } = boundary(tensor, memory);
    write(Int8Array.of(1, 2, 3, -1, -2, -3));
    expect([...memory.array('ddr', 'int8').subarray(8, 14)]).toEqual([1, -1, 2, -2, 3, -3]);
    expect(read()).toEqual({ dtype: 'int8', shape: [1, 2, 1, 3], data: Int8Array.of(1, 2, 3, -1, -2, -3) });
  });

  it('leaves everything else as it is', () => {
    const tensor: ProgramTensor = {
      name: 'x',
      space: 'ddr',
      offset: 16,
      dtype: 'int32',
      shape: [2, 2],
      layout: 'linear',
      ready: 0,
    };
    const { write, read } = boundary(tensor, memory);
    write(Int32Array.of(1, -(2 ** 31), 3, 4));
    expect(memory.array('ddr', 'int32')[5]).toBe(-(2 ** 31));
    expect([...read().data]).toEqual([1, -(2 ** 31), 3, 4]);
  });
});
