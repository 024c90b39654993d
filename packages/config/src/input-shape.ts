import { type Diagnostic } from '@openbpu/diagnostics';
import { CONFIG } from './catalogue';
import { type Place } from './document';
import { channelsOf } from './input-types';
import { type InputRecipe } from './recipe';

type ShapedInput = Pick<InputRecipe, 'name' | 'typeRt' | 'typeTrain' | 'layoutTrain'>;

/** "input 'data'", or "the input" when it has no name. */
export function inputLabel(name: string | undefined): string {
  return name === undefined ? 'the input' : `input '${name}'`;
}

/**
 * nv12 and yuv444 need an even height and width. `shape` is in the training layout.
 * For shapes that only the model tells, call it once they are known.
 */
export function checkEvenInput(input: ShapedInput, shape: readonly number[], place?: Place): Diagnostic | undefined {
  if ((input.typeRt !== 'nv12' && input.typeRt !== 'yuv444') || shape.length !== 4) return undefined;
  const [height, width] = input.layoutTrain === 'NCHW' ? shape.slice(2) : shape.slice(1);
  if (height % 2 === 0 && width % 2 === 0) return undefined;
  return CONFIG.oddInput(
    { input: inputLabel(input.name), typeRt: input.typeRt, height, width, excerpt: place?.excerpt ?? '' },
    place?.at,
  );
}

/**
 * Everything the types of an input demand of its shape (training layout): four dimensions and the channels of the type
 * for images, and even sizes where `checkEvenInput` wants them. Empty when all is well.
 */
export function checkInputShape(input: ShapedInput, shape: readonly number[], place?: Place): Diagnostic[] {
  const channels = channelsOf(input.typeTrain);
  if (channels === undefined) return [];
  const problem = (sentence: string) =>
    CONFIG.inputShape(
      { input: inputLabel(input.name), shape: shape.join('x'), problem: sentence, excerpt: place?.excerpt ?? '' },
      place?.at,
    );
  if (shape.length !== 4) return [problem(`${input.typeTrain} needs four dimensions`)];
  const found = shape[input.layoutTrain === 'NCHW' ? 1 : 3];
  if (found !== channels)
    return [
      problem(
        `${input.typeTrain} in ${input.layoutTrain} needs ${channels} ` +
          `${channels === 1 ? 'channel' : 'channels'}, and here are ${found}`,
      ),
    ];
  const odd = checkEvenInput(input, shape, place);
  return odd === undefined ? [] : [odd];
}
