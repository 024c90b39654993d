import { type GivenInput, type GivenSample, type Mistake, type Patient, planesOf } from '@openbpu/analysis';

/** A patient as it should be: pixels 0..255, and the recipe of the publisher. */
export interface Healthy {
  readonly input: GivenInput;
  readonly samples: readonly GivenSample[];
}

/** Makes a mistake; undefined where it cannot be made with this net. */
export type Plant = (healthy: Healthy) => Patient | undefined;

type Change = Partial<Pick<GivenInput, 'mean' | 'scale'>>;

/** The mistakes, each in the place where it is made: in the recipe, or with the files. */
export const PLANTS: Readonly<Partial<Record<Mistake, Plant>>> = {
  'channels-swapped': (healthy) =>
    healthy.input.typeTrain === 'gray'
      ? undefined
      : files(healthy, (data, at, { channel, of }) => data[at(2 - channel, of)]),
  'div255-missing': ({ input, samples }) => {
    const { mean, scale } = input;
    if (!scale) return undefined;
    const larger = scale.map((value) => value * 255);
    if (!mean && larger.every((value) => Math.abs(value - 1) < 1e-6))
      return recipe({ input, samples }, { scale: undefined });
    return recipe({ input, samples }, { scale: larger, ...(mean ? { mean: mean.map((value) => value / 255) } : {}) });
  },
  'div255-twice': (healthy) =>
    healthy.input.scale && recipe(healthy, { scale: healthy.input.scale.map((value) => value / 255) }),
  'mul255-missing': (healthy) => files(healthy, (data, at, { channel, of }) => data[at(channel, of)] / 255),
  'mean-missing': (healthy) => healthy.input.mean && recipe(healthy, { mean: undefined }),
  'mean-twice': (healthy) => {
    const { mean } = healthy.input;
    return mean && files(healthy, (data, at, { channel, of }) => data[at(channel, of)] - own(mean, channel));
  },
  'scale-missing': (healthy) => healthy.input.scale && healthy.input.mean && recipe(healthy, { scale: undefined }),
  'scale-twice': (healthy) => {
    const { scale, mean } = healthy.input;
    if (!scale || !mean) return undefined;
    return files(healthy, (data, at, { channel, of }) => data[at(channel, of)] * own(scale, channel));
  },
  'std-as-scale': (healthy) =>
    healthy.input.scale && recipe(healthy, { scale: healthy.input.scale.map((value) => 1 / value) }),
  'layout-mixed-up': ({ input, samples }) => {
    const planes = planesOf(input)!;
    const pixels = planes.height * planes.width;
    if (planes.channels === 1) return undefined;
    const turned = samples.map(({ file, data }) => ({
      file,
      data: data.map((_, i) =>
        planes.inner > 1
          ? data[(i % planes.channels) * pixels + Math.floor(i / planes.channels)]
          : data[(i % pixels) * planes.channels + Math.floor(i / pixels)],
      ),
    }));
    return { input, samples: turned };
  },
  'uint8-read-as-float32': ({ input, samples }) => ({
    input,
    samples: [],
    files: { stated: 'float32', bytes: samples.map(({ file, data }) => ({ file, bytes: Uint8Array.from(data) })) },
  }),
  'float32-read-as-uint8': ({ input, samples }) => ({
    input,
    samples: [],
    files: {
      stated: 'uint8',
      bytes: samples.map(({ file, data }) => ({
        file,
        bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      })),
    },
  }),
};

function recipe({ input, samples }: Healthy, change: Change | { mean: undefined } | { scale: undefined }): Patient {
  const { mean, scale, ...rest } = input;
  const kept = { ...(mean ? { mean } : {}), ...(scale ? { scale } : {}), ...change };
  return {
    input: { ...rest, ...(kept.mean ? { mean: kept.mean } : {}), ...(kept.scale ? { scale: kept.scale } : {}) },
    samples,
  };
}

interface Place {
  readonly channel: number;
  readonly of: number;
}

/** Samples whose every element is made anew; `at` is where that of a channel and pixel lies. */
function files(
  { input, samples }: Healthy,
  make: (data: Float32Array, at: (channel: number, pixel: number) => number, place: Place) => number,
): Patient {
  const { channels, inner, height, width } = planesOf(input)!;
  const pixels = height * width;
  const at = (channel: number, pixel: number) => (inner > 1 ? channel * pixels + pixel : pixel * channels + channel);
  return {
    input,
    samples: samples.map(({ file, data }) => ({
      file,
      data: data.map((_, i) => {
        const channel = Math.floor(i / inner) % channels;
        const of = inner > 1 ? i % pixels : Math.floor(i / channels);
        return make(data, at, { channel, of });
      }),
    })),
  };
}

function own(values: readonly number[], channel: number): number {
  return values[Math.min(channel, values.length - 1)];
}
