import { loadKernels } from './load-kernels';

describe('Kernels', () => {
  it('hands out aligned memory that does not overlap', () => {
    const kernels = loadKernels();
    const first = kernels.alloc(3);
    const second = kernels.alloc(0);
    const third = kernels.alloc(5);
    expect([first % 16, second - first, third - second]).toEqual([0, 16, 0]);
  });

  it('grows, keeping its contents, with room behind the last operand', () => {
    const kernels = loadKernels(1);
    const small = kernels.put(Int8Array.of(1, 2, 3));
    const before = kernels.memory;
    const large = kernels.alloc(10_000_000);
    expect(before.byteLength).toBe(0);
    expect([...kernels.i8(small, 3)]).toEqual([1, 2, 3]);
    expect(kernels.memory.byteLength).toBeGreaterThanOrEqual(large + 10_000_000 + 64);
  });

  it('frees to a mark, and what it lent, even when the borrower throws', () => {
    const kernels = loadKernels();
    const start = kernels.mark();
    kernels.alloc(100);
    const mark = kernels.mark();
    expect(kernels.scratch(1000, (offset) => offset)).toBe(mark);
    expect(() =>
      kernels.scratch(1000, () => {
        throw new Error('borrower');
      }),
    ).toThrow('borrower');
    expect(kernels.mark()).toBe(mark);
    kernels.reset();
    expect(kernels.mark()).toBe(start);
    expect(() => kernels.release(mark)).toThrow(RangeError);
  });

  it('copies views of any type, from where they begin', () => {
    const kernels = loadKernels();
    const offset = kernels.put(Float32Array.of(9, 1.5, -2).subarray(1));
    expect([...kernels.f32(offset, 2)]).toEqual([1.5, -2]);
    expect(kernels.u32(offset, 1)[0]).toBe(0x3fc00000);
    expect(kernels.i16(offset, 2)[1]).toBe(0x3fc0);
    expect(kernels.f64(kernels.put(Uint32Array.of(0, 0x40080000)), 1)[0]).toBe(3);
  });

  it.each([-1, 0.5, NaN, 2 ** 32])('refuses to allocate %p bytes', (bytes) => {
    expect(() => loadKernels().alloc(bytes)).toThrow(RangeError);
  });
});
