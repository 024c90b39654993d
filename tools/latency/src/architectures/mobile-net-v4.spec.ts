import { structureOf } from '../structure';
import { mobileNetV4Medium, mobileNetV4Small } from './mobile-net-v4';

describe('MobileNet v4', () => {
  it.each([
    ['small', mobileNetV4Small, 3_761_480, 372_011_136],
    ['medium', mobileNetV4Medium, 9_681_560, 2_160_488_448],
  ])('%s has the very parameters and operations that a compile log of the S100 says', (_, build, parameters, ops) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs: ops / 2 });
  });

  it('adds the input wherever shapes agree, with no activation before the expansion or behind the projection', () => {
    expect(structureOf(mobileNetV4Small()).operators).toMatchObject({ Add: 10, Conv: 46, Relu: 30 });
    expect(structureOf(mobileNetV4Medium()).operators).toMatchObject({ Add: 18, Conv: 77, Relu: 38 });
  });
});
