import type { PictureChain, PictureLayout, PictureStep, TrainingImage } from '@openbpu/tensor';
import { transformerName } from './transformers';

/** What a chain makes of any picture, as far as that can be told before one is read. */
export interface ChainOutcome {
  readonly colour: TrainingImage;
  readonly layout: PictureLayout;
  /** Between these every value lies, but for what a cubic kernel overshoots. */
  readonly low: number;
  readonly high: number;
  /** Undefined where they depend on the picture. */
  readonly height?: number;
  readonly width?: number;
}

/** Why a chain makes no sense, in one clause, and what to do about it. */
export interface ChainProblem {
  readonly problem: string;
  readonly hint: string;
}

/** Follows colour, layout, range and size through a chain, or tells of the first step that does not fit. */
export function chainOutcome({ readMode, steps }: PictureChain): ChainOutcome | ChainProblem {
  let now: ChainOutcome =
    readMode === 'opencv'
      ? { colour: 'bgr', layout: 'HWC', low: 0, high: 255 }
      : { colour: 'rgb', layout: 'HWC', low: 0, high: 1 };
  for (const step of steps) {
    const next = after(now, step);
    if ('problem' in next) return next;
    now = next;
  }
  return now;
}

function after(now: ChainOutcome, step: PictureStep): ChainOutcome | ChainProblem {
  const name = transformerName(step);
  switch (step.kind) {
    case 'ShortSideResize': {
      const { height: _, width: __, ...open } = now;
      return open;
    }
    case 'Resize':
      return { ...now, height: step.height, width: step.width };
    case 'PadResize':
      if (step.padValue < now.low || step.padValue > now.high)
        return {
          problem: `${name} pads with ${step.padValue}, and the picture holds ${range(now)} there`,
          hint: now.high === 1 ? 'put Scale(scale_value=255) before it' : `give it a pad_value of ${range(now)}`,
        };
      return { ...now, height: step.height, width: step.width };
    case 'CenterCrop':
      if (step.height > (now.height ?? step.height) || step.width > (now.width ?? step.width))
        return {
          problem: `${name} cuts ${step.height}x${step.width} from ${now.height}x${now.width} (height x width)`,
          hint: 'make the crop smaller, or what stands before it larger',
        };
      return { ...now, height: step.height, width: step.width };
    case 'Colour':
      return recoloured(now, step.from, step.to, name);
    case 'Layout':
      return step.to === now.layout
        ? { problem: `the picture is ${now.layout} before ${name} already`, hint: `take ${name} out` }
        : { ...now, layout: step.to };
    case 'Mean':
    case 'Scale':
      return computed(now, step, name);
  }
}

const READERS = 'read_mode opencv reads bgr, skimage reads rgb';

function recoloured(
  now: ChainOutcome,
  from: 'rgb' | 'bgr',
  to: TrainingImage,
  name: string,
): ChainOutcome | ChainProblem {
  if (now.colour !== from)
    return {
      problem: `${name} takes ${from}, and the picture is ${now.colour} there`,
      hint: now.colour === to ? `take ${name} out: ${READERS}` : instead(now.colour, to),
    };
  if (to === 'yuv444' && (now.low !== 0 || now.high !== 255))
    return {
      problem: `${name} takes values of 0 to 255, and the picture holds ${range(now)} there`,
      hint: now.high === 1 ? 'put Scale(scale_value=255) before it' : 'put it before Mean and Scale',
    };
  return { ...now, colour: to };
}

function instead(colour: TrainingImage, to: TrainingImage): string {
  return colour === 'rgb' || colour === 'bgr'
    ? `write ${transformerName({ kind: 'Colour', from: colour, to })}: ${READERS}`
    : `nothing makes ${to} of ${colour}: put it before what gives ${colour}`;
}

function computed(
  now: ChainOutcome,
  { kind, values }: Extract<PictureStep, { kind: 'Mean' | 'Scale' }>,
  name: string,
): ChainOutcome | ChainProblem {
  const channels = now.colour === 'gray' ? 1 : 3;
  if (values.length !== 1 && values.length !== channels)
    return {
      problem: `${name} has ${values.length} values for the ${channels} of ${now.colour}`,
      hint: 'write one value for all channels, or one for each',
    };
  const ends = values.flatMap((value) =>
    [now.low, now.high].map((end) => (kind === 'Mean' ? end - value : end * value)),
  );
  return { ...now, low: Math.min(...ends), high: Math.max(...ends) };
}

/** `0 to 255`. */
export function range({ low, high }: Pick<ChainOutcome, 'low' | 'high'>): string {
  return `${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))}`;
}
