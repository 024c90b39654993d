import { structureOf } from '../structure';
import { convNeXtFemto, convNeXtNano, convNeXtPico } from './conv-next';

describe('convNeXt', () => {
  it.each([
    ['femto', convNeXtFemto, 5.22, 0.78],
    // The table cuts it off: 9.04.
    ['pico', convNeXtPico, 9.05, 1.37],
    ['nano', convNeXtNano, 15.59, 2.45],
  ])('%s has the published parameters, and the operations', (_, build, millions, giga) => {
    const { parameters, macs } = structureOf(build());
    expect(parameters / 1e6).toBeCloseTo(millions, 2);
    expect(macs / 1e9).toBeCloseTo(giga, 2);
  });

  it('has the nodes of its export, in which each channel norm is brought to the end and back', () => {
    const { parameters, macs, operators } = structureOf(convNeXtFemto());
    expect([parameters, macs]).toEqual([5_217_837, 779_629_824]);
    expect(operators).toMatchObject({ Transpose: 34, ReduceMean: 34, Pow: 17, Erf: 12, Conv: 40, Add: 58, Mul: 53 });
  });
});
