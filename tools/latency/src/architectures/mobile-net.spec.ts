import { structureOf } from '../structure';
import { mobileNetV1, mobileNetV2, mobileNetV3Large } from './mobile-net';

describe('mobileNet', () => {
  it.each([
    ['v2', mobileNetV2, 3_487_816, 300_774_272],
    ['v3 large', mobileNetV3Large, 5_470_874, 216_589_760],
  ])('%s has the parameters and operations of its export', (_, build, parameters, macs) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs });
  });

  it('v1 has the parameters and operations of its paper', () => {
    const { parameters, macs } = structureOf(mobileNetV1());
    expect([Math.round(parameters / 1e5), Math.round(macs / 1e6)]).toEqual([42, 569]);
  });

  it('v3 has its activations written out', () => {
    const { operators } = structureOf(mobileNetV3Large());
    expect(operators).toMatchObject({ Div: 21, Clip: 21, HardSigmoid: 8, Relu: 19, Conv: 63 });
  });
});
