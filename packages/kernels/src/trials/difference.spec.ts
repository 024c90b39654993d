import { loadKernels } from '../load-kernels';
import { difference } from './difference';
import { Draw } from './draw';
import { type Family } from './family';

interface Cell {
  readonly y: number;
}

/** A kernel that writes `got` where its reference writes `want`, and returns them. */
function cell(got: number, want: number): Family<null, Cell, { readonly value: number }> {
  return {
    name: 'cell',
    kernel: (kernels, { y }) => {
      kernels.i8(y, 1)[0] = Math.trunc(got);
      return { value: got };
    },
    reference: (memory, { y }) => {
      new Int8Array(memory)[y] = Math.trunc(want);
      return { value: want };
    },
    prepare: (kernels) => ({ y: kernels.alloc(1) }),
    work: () => 1,
    unit: 'element',
    variants: [],
  };
}

describe('difference', () => {
  const kernels = loadKernels();
  const of = (got: number, want: number): string => difference(cell(got, want), kernels, null, new Draw(0, 'random'));

  it('is empty when memory and result agree', () => {
    expect(of(5, 5)).toBe('');
  });

  it('names the first byte that differs', () => {
    expect(of(5, 6)).toMatch(/^byte \d+: 5 instead of 6/);
  });

  it('names a result that differs, zeros by their sign', () => {
    expect(of(5.25, 5.5)).toMatch(/^result .*5.25.* instead of .*5.5/);
    expect(of(0, -0)).toMatch(/^result/);
  });
});
