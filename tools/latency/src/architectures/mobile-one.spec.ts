import { structureOf } from '../structure';
import { mobileOneS0, mobileOneS1, mobileOneS2, mobileOneS3 } from './mobile-one';

describe('mobileOne', () => {
  it.each([
    ['s0', mobileOneS0, 2_078_504, 275_110_400],
    ['s1', mobileOneS1, 4_764_840, 825_057_024],
    ['s2', mobileOneS2, 7_808_168, 1_298_426_496],
    ['s3', mobileOneS3, 10_078_312, 1_895_790_592],
  ])('%s has the parameters and operations of its export', (_, build, parameters, macs) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs });
  });

  it('is a depthwise and a pointwise convolution a block, each with its activation', () => {
    expect(structureOf(mobileOneS0()).operators).toMatchObject({ Conv: 43, Relu: 43, Gemm: 1 });
  });
});
