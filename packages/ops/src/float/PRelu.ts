import { defineOp } from '@openbpu/ir';
import { expectDType, makeTensor } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';
import { quantisePRelu } from '../support/quantise-prelu';
import { expectSlopes, slopeIndex } from '../support/slopes';

/**
 * Inputs: x float32, slope float32 [1] or [c] with the channel at dimension 1; constant where it is to be quantised.
 */
export const PRelu = defineOp({
  name: 'PRelu',
  summary: 'x above 0, slope · x below, one slope or one per channel.',
  accuracy: 'exact',
  parseAttrs: noAttrs,
  infer([x, slope]) {
    if (x?.dtype !== 'float32') throw new TypeError(`PRelu takes a float32 tensor, not ${x?.dtype ?? 'nothing'}`);
    expectSlopes(x, slope, 'the slope');
    return [{ dtype: 'float32', shape: x.shape, layout: x.layout }];
  },
  eval([x, slope]) {
    const s = expectDType(slope!, 'float32').data;
    const index = slopeIndex(x!.shape, s.length);
    return [
      makeTensor(
        'float32',
        x!.shape,
        expectDType(x!, 'float32').data.map((value, at) => (value < 0 ? value * s[index(at)] : value)),
      ),
    ];
  },
  integer: {
    type: 'HzPRelu',
    constantInputs: [1],
    quantise(site) {
      const slope = site.constant(1);
      if (!slope) throw new TypeError('PRelu has an integer form only where its slope is a constant');
      return quantisePRelu(site, expectDType(slope, 'float32').data);
    },
  },
});
