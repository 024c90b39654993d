import { loadKernels } from './load-kernels';

describe('loadKernels', () => {
  it('gives every caller a memory of their own', () => {
    const [a, b] = [loadKernels(), loadKernels()];
    const offset = a.put(Int8Array.of(42));
    b.i8(offset, 1)[0] = 7;
    expect(a.i8(offset, 1)[0]).toBe(42);
  });

  it('starts with the pages asked for', () => {
    expect(loadKernels(20).memory.byteLength).toBe(20 * 65536);
  });
});
