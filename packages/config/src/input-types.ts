import type { RuntimeType, TrainingType } from '@openbpu/tensor';

/** The runtime types that can be converted to each training type. */
const FED_AS: Readonly<Record<TrainingType, readonly RuntimeType[]>> = {
  yuv444: ['nv12', 'yuv444'],
  rgb: ['nv12', 'yuv444', 'rgb', 'bgr'],
  bgr: ['nv12', 'yuv444', 'rgb', 'bgr'],
  gray: ['gray'],
  featuremap: ['featuremap'],
};

/** The runtime types an input trained on `train` can be fed with. */
export function runtimeTypesFor(train: TrainingType): readonly RuntimeType[] {
  return FED_AS[train];
}

/** Channels of an image type; undefined for a featuremap, which has any number. */
export function channelsOf(train: TrainingType): number | undefined {
  if (train === 'featuremap') return undefined;
  return train === 'gray' ? 1 : 3;
}
