import type { RawAttrs } from '@openbpu/ir';
import { z } from 'zod';

/** Two whole numbers: height, width. */
export const pair = z.tuple([z.int(), z.int()]);

/** Pads: top, left, bottom, right. */
export const pads4 = z.tuple([z.int(), z.int(), z.int(), z.int()]);

/** A real number, infinities included: the textual form and folded activations write them. */
export const real = z.number().or(z.literal(Infinity)).or(z.literal(-Infinity));

/** The attributes of a sliding window, with the usual defaults. */
export const windowAttrs = {
  kernel: pair,
  strides: pair.default([1, 1]),
  dilations: pair.default([1, 1]),
  pads: pads4.default([0, 0, 0, 0]),
};

/** Real bounds of a folded Relu, Relu6 or Clip; infinite when there is none. */
export const activationAttrs = {
  min: real.default(-Infinity),
  max: real.default(Infinity),
};

/** Integer bounds of the last clamp. */
export const clampAttrs = {
  low: z.int().default(-128),
  high: z.int().default(127),
};

/** An attribute reader from a zod schema; throws TypeError with zod's findings in one sentence. */
export function attrsOf<T>(schema: z.ZodType<T>): (raw: RawAttrs) => T {
  return (raw) => {
    const result = schema.safeParse(raw);
    if (result.success) return result.data;
    throw new TypeError(result.error.issues.map((issue) => `${issue.path.join('.') || 'attributes'}: ${issue.message}`).join('; '));
  };
}

/** For ops without attributes. */
export const noAttrs = attrsOf(z.object({}));
