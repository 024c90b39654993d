import { nearest } from '@openbpu/diagnostics';
import {
  type Interpolation,
  type PictureStep,
  type TrainingImage,
  INTERPOLATIONS,
  PAD_POSITIONS,
  READ_MODES,
} from '@openbpu/tensor';
import * as z from 'zod';
import { type Read, type Reader, type Reading, integerIn, numberIn, numbers, oneOf, splitList } from './readers';

/** Sides beyond this are typing errors. */
const LONGEST_SIDE = 16384;

const side = integerIn(1, LONGEST_SIDE);

/** `224` is a square; `224x320` and `(224, 320)` are height and width. */
const size: Reading<{ readonly height: number; readonly width: number }> = {
  values: `a side of 1 to ${LONGEST_SIDE}, or height x width`,
  read(raw) {
    const words = typeof raw === 'string' ? bare(raw).split(/\s*[x,]\s*/) : [];
    const sides = words.map((word) => side.read(word)).flatMap((read) => ('value' in read ? [read.value] : []));
    return sides.length === words.length && (words.length === 1 || words.length === 2)
      ? { value: { height: sides[0], width: sides[sides.length - 1] } }
      : { problem: `'${String(raw)}' is no size`, hint: 'write it like 224, or like 224x320 (height x width)' };
  },
};

/** One value, or `[one, for, each]` channel. */
const perChannel: Reading<readonly number[]> = {
  values: numbers.values,
  read: (raw) => numbers.read(typeof raw === 'string' ? bare(raw).replaceAll(',', ' ').trim() : raw),
};

const nonZero: Reading<readonly number[]> = {
  values: `${numbers.values}, none of them 0`,
  read(raw) {
    const read = perChannel.read(raw);
    return 'value' in read && read.value.some((value) => Math.fround(value) === 0)
      ? { problem: 'a scale of 0 leaves nothing', hint: 'write what the values are multiplied with, e.g. 255' }
      : read;
  },
};

const interpolation: Reading<Interpolation> = oneOf(INTERPOLATIONS);

/** Without the brackets around a tuple or list. */
function bare(text: string): string {
  return text.replace(/^[([]\s*(.*?)\s*[)\]]$/, '$1');
}

/** Why a transformer cannot be read. */
class TransformerError extends Error {
  constructor(
    problem: string,
    readonly hint?: string,
  ) {
    super(problem);
  }
}

/** What stands between the brackets behind a name. */
class Arguments {
  constructor(
    private readonly name: string,
    private readonly given: ReadonlyMap<string, string>,
  ) {}

  /** Without `unset` the parameter must be there. */
  take<T>(parameter: string, reader: Reading<T>, unset?: T): T {
    const text = this.given.get(parameter) ?? '';
    if (text === '' && unset !== undefined) return unset;
    if (text === '')
      throw new TransformerError(
        `${this.name} needs ${parameter}`,
        `write ${this.name}(${parameter}=…): ${reader.values}`,
      );
    const read = reader.read(text);
    if ('problem' in read) throw new TransformerError(`${parameter} of ${this.name}: ${read.problem}`, read.hint);
    return read.value;
  }
}

interface Transformer {
  /** In their order; a value without a name is the first. */
  readonly parameters: readonly string[];
  make(given: Arguments): PictureStep;
}

const colour = (from: 'rgb' | 'bgr', to: TrainingImage): Transformer => ({
  parameters: [],
  make: () => ({ kind: 'Colour', from, to }),
});

/** Every transformer by the name that the guide gives it, with and without "Transformer" behind. */
const TRANSFORMERS: ReadonlyMap<string, Transformer> = new Map<string, Transformer>([
  [
    'ShortSideResize',
    {
      parameters: ['short_size', 'interpolation'],
      make: (given) => ({
        kind: 'ShortSideResize',
        shortSide: given.take('short_size', side),
        interpolation: given.take('interpolation', interpolation, 'INTER_LINEAR'),
      }),
    },
  ],
  [
    'Resize',
    {
      parameters: ['target_size', 'mode', 'interpolation'],
      make: (given) => ({
        kind: 'Resize',
        ...given.take('target_size', size),
        mode: given.take('mode', oneOf(READ_MODES), 'skimage'),
        interpolation: given.take('interpolation', interpolation, 'INTER_LINEAR'),
      }),
    },
  ],
  [
    'PadResize',
    {
      parameters: ['target_size', 'pad_value', 'pad_position'],
      make: (given) => ({
        kind: 'PadResize',
        ...given.take('target_size', size),
        padValue: given.take('pad_value', numberIn(0, 255), 127),
        position: given.take('pad_position', oneOf(PAD_POSITIONS), 'boundary'),
      }),
    },
  ],
  [
    'CenterCrop',
    { parameters: ['crop_size'], make: (given) => ({ kind: 'CenterCrop', ...given.take('crop_size', size) }) },
  ],
  ['RGB2BGR', colour('rgb', 'bgr')],
  ['BGR2RGB', colour('bgr', 'rgb')],
  ['RGB2GRAY', colour('rgb', 'gray')],
  ['BGR2GRAY', colour('bgr', 'gray')],
  ['RGB2YUV444', colour('rgb', 'yuv444')],
  ['BGR2YUV444', colour('bgr', 'yuv444')],
  ['HWC2CHW', { parameters: [], make: () => ({ kind: 'Layout', to: 'CHW' }) }],
  ['CHW2HWC', { parameters: [], make: () => ({ kind: 'Layout', to: 'HWC' }) }],
  ['Mean', { parameters: ['means'], make: (given) => ({ kind: 'Mean', values: given.take('means', perChannel) }) }],
  [
    'Scale',
    { parameters: ['scale_value'], make: (given) => ({ kind: 'Scale', values: given.take('scale_value', nonZero) }) },
  ],
]);

/** The name of each, in the order of the documentation, with its parameters. */
export const TRANSFORMER_NAMES: readonly string[] = Array.from(
  TRANSFORMERS,
  ([name, { parameters }]) => name + (parameters.length === 0 ? '' : `(${parameters.join(', ')})`),
);

/** The name that the guide gives a step. */
export function transformerName(step: PictureStep): string {
  if (step.kind === 'Colour') return `${step.from}2${step.to}`.toUpperCase();
  if (step.kind === 'Layout') return step.to === 'CHW' ? 'HWC2CHW' : 'CHW2HWC';
  return step.kind;
}

/** Transformers one after the other, separated by `;`, each written as in the guide: `CenterCrop(crop_size=224)`. */
export const transformers: Reader<readonly PictureStep[]> = {
  values: `transformers separated by ;, of ${TRANSFORMER_NAMES.join(', ')}`,
  type: z.array(z.custom<PictureStep>()),
  written: {},
  read(raw): Read<readonly PictureStep[]> {
    if (typeof raw !== 'string') return { problem: 'expected transformers separated by ;, found a dict' };
    try {
      return { value: splitList(raw).map(stepOf) };
    } catch (error) {
      if (!(error instanceof TransformerError)) throw error;
      return { problem: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
    }
  },
};

function stepOf(text: string): PictureStep {
  const [, written, list] = /^(\w+?)(?:Transformer)?\s*(?:\((.*)\))?$/s.exec(text) ?? unreadable(text);
  const known = [...TRANSFORMERS.keys()];
  const name = known.find((each) => each.toLowerCase() === written.toLowerCase());
  const transformer = name === undefined ? undefined : TRANSFORMERS.get(name);
  if (name === undefined || transformer === undefined) {
    const like = nearest(written, known);
    throw new TransformerError(
      `there is no transformer '${written}'`,
      like === undefined ? `the transformers are ${known.join(', ')}` : `did you mean '${like}'?`,
    );
  }
  return transformer.make(new Arguments(name, argumentsOf(name, transformer, list ?? '')));
}

function unreadable(text: string): never {
  throw new TransformerError(
    text === '' ? "an entry between ';' is empty" : `'${text}' is no transformer`,
    'write them like ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW',
  );
}

function argumentsOf(name: string, { parameters }: Transformer, list: string): Map<string, string> {
  const given = new Map<string, string>();
  // Commas inside brackets belong to a value.
  for (const [i, part] of (list.match(/(?:[([][^)\]]*[)\]]|[^,([])+/g) ?? []).entries()) {
    if (part.trim() === '') continue;
    const [, parameter = parameters[i], value] = /^\s*(?:(\w+)\s*=)?\s*(.*?)\s*$/s.exec(part) ?? [];
    if (!parameters.includes(parameter))
      throw new TransformerError(
        `${name} has no parameter '${parameter ?? value}'`,
        parameters.length === 0 ? `write ${name} alone` : `its parameters are ${parameters.join(', ')}`,
      );
    if (given.has(parameter)) throw new TransformerError(`${name} has ${parameter} twice`, 'keep one of the two');
    given.set(parameter, value.replace(/^(['"])(.*)\1$/, '$2'));
  }
  return given;
}
