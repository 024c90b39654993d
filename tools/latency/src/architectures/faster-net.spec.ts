import { structureOf } from '../structure';
import { fasterNetS, fasterNetT0, fasterNetT1 } from './faster-net';

describe('fasterNet', () => {
  it.each([
    ['T0', fasterNetT0, 3_900_702, 335_422_720],
    ['T1', fasterNetT1, 7_587_666, 850_511_872],
    ['S', fasterNetS, 31_160_424, 4_549_740_544],
  ])('%s has the parameters and operations of its export', (_, build, parameters, macs) => {
    expect(structureOf(build())).toMatchObject({ parameters, macs });
  });

  it('parts the channels once a block, and adds one term of a GELU and one shortcut', () => {
    const { operators } = structureOf(fasterNetT0());
    expect(operators).toMatchObject({ Split: 13, Concat: 13, Erf: 14, Add: 27, Conv: 44 });
    expect(operators).not.toHaveProperty('Slice');
    expect(structureOf(fasterNetS()).operators).toMatchObject({ Split: 18, Relu: 19 });
  });
});
