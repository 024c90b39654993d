import type { RuntimeType, TensorOrder, TensorType, TrainingType } from '@openbpu/tensor';

/** What a model says of one input. */
export interface InputFacts extends Pick<TensorType, 'dtype' | 'shape'> {
  readonly name: string;
  /** The kind of model it is an input of. */
  readonly kind: 'onnx' | 'caffe';
  /** The operator that alone reads it, where there is one. */
  readonly readBy?: string;
}

/** What the recipe is to say of an input, and why, by key: one line each. */
export interface GuessedInput extends InputFacts {
  readonly typeTrain: TrainingType;
  readonly layoutTrain: TensorOrder;
  readonly typeRt: RuntimeType;
  /** Absent for nv12. */
  readonly layoutRt?: TensorOrder;
  readonly why: Readonly<
    Record<'input_type_train' | 'input_layout_train' | 'input_type_rt' | 'input_layout_rt' | 'norm_type', string>
  >;
}

/** Pictures have sides of so many pixels at least, and are not longer than so many times their width. */
const SHORTEST_SIDE = 8;
const LONGEST_ASPECT = 4;

/** Operators with which models normalise by themselves. */
const NORMALISE: readonly string[] = ['Sub', 'Mul', 'Div', 'Add', 'BatchNormalization'];

/** Guesses whether an input is a picture, from its elements and its shape; every guess says what it stands on. */
export function guessInput(facts: InputFacts): GuessedInput {
  const picture = pictureIn(facts);
  return 'because' in picture ? featureMap(facts, picture.because) : image(facts, picture);
}

interface Picture {
  readonly channels: 1 | 3;
  readonly layout: TensorOrder;
  readonly height: number;
  readonly width: number;
}

function pictureIn({ dtype, shape }: InputFacts): Picture | { readonly because: string } {
  if (dtype !== 'float32') return { because: `its elements are ${dtype}, and those of pictures float32` };
  if (shape.length !== 4) return { because: `it has ${shape.length} dimensions, and pictures have 4` };
  const [, a, b, c] = shape;
  for (const channels of [3, 1] as const)
    for (const [layout, found, height, width] of [
      ['NCHW', a, b, c],
      ['NHWC', c, a, b],
    ] as const)
      if (found === channels && hasSides(height, width)) return { channels, layout, height, width };
  return { because: `no dimension of ${shape.join('x')} is 1 or 3 channels beside the sides of a picture` };
}

function hasSides(height: number, width: number): boolean {
  const [short, long] = [Math.min(height, width), Math.max(height, width)];
  return short >= SHORTEST_SIDE && long <= LONGEST_ASPECT * short;
}

function featureMap(facts: InputFacts, because: string): GuessedInput {
  const { shape } = facts;
  const layout = `a layout orders four dimensions, and here are ${shape.length}: it says nothing`;
  const four = 'written as the first of the two; nothing in the model tells';
  return {
    ...facts,
    typeTrain: 'featuremap',
    layoutTrain: 'NCHW',
    typeRt: 'featuremap',
    layoutRt: 'NCHW',
    why: {
      input_type_train: because,
      input_layout_train: shape.length === 4 ? four : layout,
      input_type_rt: 'a featuremap is fed as it is',
      input_layout_rt: shape.length === 4 ? 'as in the model' : layout,
      norm_type: 'a mean and a scale are for pictures',
    },
  };
}

function image(facts: InputFacts, { channels, layout, height, width }: Picture): GuessedInput {
  const { kind, readBy, shape } = facts;
  const order = kind === 'caffe' ? 'bgr' : 'rgb';
  const habit =
    kind === 'caffe'
      ? 'Caffe reads pictures as BGR'
      : 'trained on RGB, as most are, or on BGR, if OpenCV read the pictures';
  const typeTrain = channels === 1 ? 'gray' : order;
  const even = height % 2 === 0 && width % 2 === 0;
  const typeRt = channels === 1 ? 'gray' : even ? 'nv12' : typeTrain;
  const normalises = readBy !== undefined && NORMALISE.includes(readBy);
  const chroma =
    channels === 1
      ? 'gray is fed as gray: the plane Y of a camera'
      : even
        ? 'nv12 is what cameras give'
        : `nv12 is what cameras give, but needs even sides, and here are ${height}x${width}`;
  return {
    ...facts,
    typeTrain,
    layoutTrain: layout,
    typeRt,
    ...(typeRt === 'nv12' ? {} : { layoutRt: 'NHWC' }),
    why: {
      input_type_train:
        `${shape.join('x')} is a picture of ${height}x${width} with ` +
        (channels === 1 ? 'one channel; a featuremap if it is none' : `3 channels; ${habit}: the training code knows`),
      input_layout_train: `channels are the ${layout === 'NCHW' ? 'second' : 'last'} dimension`,
      input_type_rt: chroma,
      input_layout_rt: 'pixel after pixel, as decoders of pictures give it',
      norm_type: normalises
        ? `the model begins with ${readBy}, which looks like a normalisation of its own`
        : 'the model does not tell; the training code does: (x - mean) / deviation becomes the lines below',
    },
  };
}
