import * as fc from 'fast-check';
import { stridesOf } from '@openbpu/tensor';
import { type PlacedTensor, stridesInMemory } from '../buffer';
import { walkInMemory } from './select-move';

const tensor = (shape: readonly number[], layout: PlacedTensor['layout']): PlacedTensor => ({
  name: 't',
  dtype: 'int8',
  shape,
  layout,
  buffer: { name: 't', space: 'ddr', bytes: 0 },
  offset: 0,
});

describe('walkInMemory', () => {
  it('turns flat steps into steps through memory', () => {
    expect(walkInMemory(tensor([1, 3, 4, 5], 'NHWC'), 27, [2, 2], [20, 5])).toEqual({
      first: (1 * 5 + 2) * 3 + 1,
      strides: [1, 15],
    });
    expect(walkInMemory(tensor([60], 'linear'), 27, [3, 2], [10, 5])).toEqual({ first: 27, strides: [10, 5] });
  });

  it('never steps along dimensions of one', () => {
    expect(walkInMemory(tensor([4, 1, 1, 3], 'NHWC'), 0, [4, 3], [3, 1]).strides).toEqual([3, 1]);
  });

  it('refuses a walk that leaves the dimension it steps along', () => {
    expect(() => walkInMemory(tensor([1, 3, 4, 5], 'NHWC'), 0, [60], [1])).toThrow(/leaves dimension 3/);
    expect(() => walkInMemory(tensor([1, 3, 4, 5], 'NHWC'), 1, [5], [1])).toThrow(/leaves/);
  });

  it('agrees with the graph on every element', () => {
    const shape = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 5 })));
    fc.assert(
      fc.property(shape, fc.constantFrom('NHWC' as const, 'linear' as const), (dims, layout) => {
        const memory = stridesInMemory({ shape: dims, layout });
        const { first, strides } = walkInMemory(tensor(dims, layout), 0, dims, stridesOf(dims));
        expect(first).toBe(0);
        dims.forEach((dim, d) => dim > 1 && expect(strides[d]).toBe(memory[d]));
      }),
    );
  });
});
