import { structureOf } from '../structure';
import { repViTm09, repViTm10 } from './rep-vit';

describe('repViT', () => {
  it.each([
    ['m0_9', repViTm09, 5.1, 0.8],
    ['m1_0', repViTm10, 6.8, 1.1],
  ])('%s has the parameters and operations of its paper', (_, build, millions, giga) => {
    const { parameters, macs } = structureOf(build());
    expect(parameters / 1e6).toBeCloseTo(millions, 1);
    expect(macs / 1e9).toBeCloseTo(giga, 1);
  });

  it('has the parameters and operations of its export, every second block of a stage gated', () => {
    const { parameters, macs, operators } = structureOf(repViTm09());
    expect([parameters, macs]).toEqual([5_067_137, 815_617_344]);
    expect(operators).toMatchObject({ Add: 53, Conv: 103, Erf: 27, Mul: 64, ReduceMean: 10, Relu: 10, Sigmoid: 10 });
  });
});
