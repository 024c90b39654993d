import { channelsOf, runtimeTypesFor } from './input-types';
import { RUNTIME_TYPES, TRAINING_TYPES } from '@openbpu/tensor';

it('is the table of conversions', () => {
  const table = TRAINING_TYPES.map(
    (train) => `${train} ${RUNTIME_TYPES.map((rt) => (runtimeTypesFor(train).includes(rt) ? 'Y' : 'N')).join('')}`,
  );
  //                                  rgb bgr yuv444 nv12 gray featuremap
  expect(table).toEqual(['rgb YYYYNN', 'bgr YYYYNN', 'yuv444 NNYYNN', 'gray NNNNYN', 'featuremap NNNNNY']);
});

it('knows the channels of images', () => {
  expect(TRAINING_TYPES.map(channelsOf)).toEqual([3, 3, 3, 1, undefined]);
});
