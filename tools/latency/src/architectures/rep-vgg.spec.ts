import { structureOf } from '../structure';
import { repVggA0, repVggA1, repVggA2, repVggB0, repVggB1g2, repVggB1g4 } from './rep-vgg';

describe('repVgg', () => {
  it.each([
    ['A0', repVggA0, 8_309_384, 1_361_451_008],
    ['A1', repVggA1, 12_789_864, 2_363_967_488],
    ['A2', repVggA2, 25_499_944, 5_116_951_552],
    ['B0', repVggB0, 14_339_048, 3_057_600_512],
    ['B1g2', repVggB1g2, 41_360_104, 8_809_742_336],
    ['B1g4', repVggB1g4, 36_125_416, 7_306_870_784],
  ])('%s has the parameters and operations of its export', (_, build, parameters, macs) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs });
  });

  it('is one convolution and its activation a block', () => {
    expect(structureOf(repVggB0()).operators).toEqual({
      Conv: 28,
      Gemm: 1,
      GlobalAveragePool: 1,
      Relu: 28,
      Reshape: 1,
    });
  });
});
