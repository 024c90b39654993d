import { READ_MODES } from '@openbpu/tensor';
import { oneOf } from '../readers';
import { transformers } from '../transformers';
import { key } from './key';

/** From a picture to a calibration sample. */
export const PREPROCESS = {
  read_mode: key(
    'How pictures are read: opencv gives bytes 0..255 as B, G, R; skimage gives 0..1 as R, G, B. Only OpenBPU ' +
      'knows this group.',
    oneOf(READ_MODES),
    { ours: true, example: "'opencv'", default: 'opencv', beside: { transformers: 'begin with what it reads' } },
  ),
  transformers: key(
    'From a picture to a sample; the folders of image inputs hold pictures then. Only OpenBPU knows this group.',
    transformers,
    {
      ours: true,
      example: "'ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW; BGR2RGB'",
      unset: [],
      required: 'in a group preprocess',
      beside: { cal_data_dir: 'holds pictures', preprocess_on: 'has no effect with them' },
    },
  ),
} as const;
