import { loadKernels } from '../load-kernels';
import { Draw, FILLS } from './draw';
import { kernelVariants } from './kernel-variants';

const kernels = loadKernels();

describe('kernelVariants', () => {
  it.each(kernelVariants().map((variant) => [variant.name, variant] as const))(
    '%s equals its reference',
    (_name, variant) => {
      for (const fill of FILLS) expect(variant.check(kernels, new Draw(1, fill))).toBe('');
    },
  );

  it('have names of their own', () => {
    const names = kernelVariants().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('can be timed', () => {
    const dense = kernelVariants().find(({ name }) => name === 'gemmS8/dense');
    const { run, work, unit } = dense!.timed(kernels, new Draw(1, 'random'));
    run();
    expect([work, unit]).toEqual([1024000, 'mac']);
  });
});
