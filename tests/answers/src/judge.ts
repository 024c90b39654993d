import type { Tensor } from '@openbpu/tensor';
import { cosineSimilarity } from '@openbpu/vision';
import type { Fit } from '@openbpu/vision';
import { type FoundBox, type Sides, inPicture, suppressed } from './box';
import { matched } from './matched';
import type { Share } from './share';
import { trueBoxes } from './truth';

/** What a network gives, by name. */
export type Outputs = ReadonlyMap<string, Tensor<'float32'>>;

/** The picture that outputs were made of. */
export interface Scene extends Sides {
  readonly file: string;
  readonly fit: Fit;
}

/** One picture: how far the answers of two models are the same, and how far each is right, where that is known. */
export interface Judged {
  readonly agreement: Share;
  readonly truth?: { readonly float: Share; readonly quantised: Share };
}

/** What is made of the outputs of a kind of networks. */
export interface Judge {
  /** What its shares are of, in few words. */
  readonly by: string;
  judge(float: Outputs, quantised: Outputs, scene: Scene): Promise<Judged>;
}

/** Boxes of a score of at least `least`, in pixels of the input. */
export type BoxDecoder = (outputs: Outputs, least: number) => FoundBox[];

export interface BoxChoice {
  /** Score that a box has to have. */
  readonly least: number;
  /** What two boxes of one label may have in common. */
  readonly most: number;
  /** Whether labels are the classes of coco64. */
  readonly coco?: boolean;
}

/** Judges boxes by F1, against those of people where there are any. */
export function boxes(decode: BoxDecoder, { least, most, coco = false }: BoxChoice): Judge {
  return {
    by: coco ? 'F1 on coco64' : 'F1',
    async judge(float, quantised, { file, fit, ...sides }) {
      const [before, after] = [float, quantised].map((outputs) =>
        suppressed(decode(outputs, least), most).map((box) => inPicture(box, fit, sides)),
      );
      const agreement = matched(after, before);
      if (!coco) return { agreement };
      const wanted = await trueBoxes(file);
      return { agreement, truth: { float: matched(before, wanted), quantised: matched(after, wanted) } };
    },
  };
}

/** Judges a mask, 1 where something is: what both cover of what either does. */
export function mask(decode: (outputs: Outputs) => Uint8Array): Judge {
  return plain('mask IoU', decode, (before, after) => {
    let [right, of] = [0, 0];
    before.forEach((there, i) => {
      right += there & after[i];
      of += there | after[i];
    });
    return { right, of };
  });
}

/** Judges a list of values by those that are no further apart than `within`. */
export function near(by: string, decode: (outputs: Outputs) => { values: Float32Array; within: number }): Judge {
  return plain(by, decode, ({ values, within }, after) => ({
    right: values.filter((value, i) => Math.abs(value - after.values[i]) <= within).length,
    of: values.length,
  }));
}

/** Judges a class by whether it is the same. */
export function sameClass(decode: (outputs: Outputs) => number): Judge {
  return plain('same class', decode, (before, after) => ({ right: before === after ? 1 : 0, of: 1 }));
}

/** Judges a vector whose direction alone matters by its cosine. */
export function sameDirection(decode: (outputs: Outputs) => Float32Array): Judge {
  return plain('cosine', decode, (before, after) => ({ right: cosineSimilarity(before, after), of: 1 }));
}

function plain<Answer>(
  by: string,
  decode: (outputs: Outputs) => Answer,
  compare: (before: Answer, after: Answer) => Share,
): Judge {
  return {
    by,
    judge: (float, quantised) => Promise.resolve({ agreement: compare(decode(float), decode(quantised)) }),
  };
}
