import { type InputTypeRt, type InputTypeTrain } from './recipe';

/** The runtime types that can be converted to each training type. */
const RUNTIME_TYPES: Readonly<Record<InputTypeTrain, readonly InputTypeRt[]>> = {
  yuv444: ['nv12', 'yuv444'],
  rgb: ['nv12', 'yuv444', 'rgb', 'bgr'],
  bgr: ['nv12', 'yuv444', 'rgb', 'bgr'],
  gray: ['gray'],
  featuremap: ['featuremap'],
};

/** The runtime types an input trained on `train` can be fed with. */
export function runtimeTypesFor(train: InputTypeTrain): readonly InputTypeRt[] {
  return RUNTIME_TYPES[train];
}

/** Channels of an image type; undefined for a featuremap, which has any number. */
export function channelsOf(train: InputTypeTrain): number | undefined {
  if (train === 'featuremap') return undefined;
  return train === 'gray' ? 1 : 3;
}
