import {
  type PictureChain,
  INTERPOLATIONS,
  PAD_POSITIONS,
  PICTURE_LAYOUTS,
  READ_MODES,
  TRAINING_IMAGES,
} from '@openbpu/tensor';
import * as z from 'zod';

const side = z.int().positive();
const size = { height: side, width: side };
const interpolation = z.enum(INTERPOLATIONS);
const values = z.array(z.number()).min(1);

/** A chain as a model file or a `.bin` carries it. */
export const PICTURE_CHAIN: z.ZodType<PictureChain> = z.strictObject({
  readMode: z.enum(READ_MODES),
  steps: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('ShortSideResize'), shortSide: side, interpolation }),
      z.strictObject({ kind: z.literal('Resize'), ...size, mode: z.enum(READ_MODES), interpolation }),
      z.strictObject({
        kind: z.literal('PadResize'),
        ...size,
        padValue: z.number(),
        position: z.enum(PAD_POSITIONS),
      }),
      z.strictObject({ kind: z.literal('CenterCrop'), ...size }),
      z.strictObject({ kind: z.literal('Colour'), from: z.enum(['rgb', 'bgr']), to: z.enum(TRAINING_IMAGES) }),
      z.strictObject({ kind: z.literal('Layout'), to: z.enum(PICTURE_LAYOUTS) }),
      z.strictObject({ kind: z.literal('Mean'), values }),
      z.strictObject({ kind: z.literal('Scale'), values }),
    ]),
  ),
});

const recipe = z.object({ preprocess: PICTURE_CHAIN });

/** The chain of a recipe that a `.bin` carries; undefined where it has none. */
export function chainOfRecipe(carried: unknown): PictureChain | undefined {
  const read = recipe.safeParse(carried);
  return read.success ? read.data.preprocess : undefined;
}
