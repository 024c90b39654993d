import { structureOf } from '../structure';
import { efficientNetB2, efficientNetB3, efficientNetB4, efficientNetLite0 } from './efficient-net';

describe('efficientNet', () => {
  it.each([
    ['B2', efficientNetB2, 9_076_210, 658_963_440],
    ['B3', efficientNetB3, 12_189_584, 962_708_240],
    ['B4', efficientNetB4, 19_279_016, 1_503_710_432],
  ])('%s has the parameters and operations of its export', (_, build, parameters, macs) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs });
  });

  it('writes SiLU and excitation out, but for lite, which has none', () => {
    expect(structureOf(efficientNetB2()).operators).toMatchObject({
      GlobalAveragePool: 1,
      ReduceMean: 23,
      Sigmoid: 92,
      Mul: 92,
    });
    const lite = structureOf(efficientNetLite0());
    expect(lite.operators).not.toHaveProperty('Sigmoid');
    expect(Math.round(lite.parameters / 1e5)).toBe(46);
  });
});
