import { channelsOf, runtimeTypesFor } from './input-types';
import { INPUT_TYPES_RT, INPUT_TYPES_TRAIN } from './recipe';

it('is the table of conversions', () => {
  const table = INPUT_TYPES_TRAIN.map(
    (train) => `${train} ${INPUT_TYPES_RT.map((rt) => (runtimeTypesFor(train).includes(rt) ? 'Y' : 'N')).join('')}`,
  );
  //                                  rgb bgr yuv444 nv12 gray featuremap
  expect(table).toEqual(['rgb YYYYNN', 'bgr YYYYNN', 'yuv444 NNYYNN', 'gray NNNNYN', 'featuremap NNNNNY']);
});

it('knows the channels of images', () => {
  expect(INPUT_TYPES_TRAIN.map(channelsOf)).toEqual([3, 3, 3, 1, undefined]);
});
