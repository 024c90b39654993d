import type { RawAttrs } from '@openbpu/ir';
import { type QuantDType, rangeOf } from '@openbpu/tensor';
import * as z from 'zod';
import type { ActivationDType } from './quantised';

/** Two whole numbers: height, width. */
export const pair = z.tuple([z.int(), z.int()]);

/** Pads: top, left, bottom, right. */
export const pads4 = z.tuple([z.int(), z.int(), z.int(), z.int()]);

/** A real number, infinities included: the textual form and folded activations write them. */
export const real = z.number().or(z.literal(Infinity)).or(z.literal(-Infinity));

const step = z.tuple([z.int().min(1), z.int().min(1)]);
const room = z.int().min(0);

/** The attributes of a sliding window, with the usual defaults. Steps are at least 1 and pads at least 0. */
export const windowAttrs = {
  kernel: step,
  strides: step.default([1, 1]),
  dilations: step.default([1, 1]),
  pads: z.tuple([room, room, room, room]).default([0, 0, 0, 0]),
};

/** Into how many independent convolutions the channels fall. */
export const groupAttr = { group: z.int().min(1).default(1) };

/** Rows and columns added below and to the right of a transposed convolution. */
export const outputPaddingAttr = { output_padding: z.tuple([room, room]).default([0, 0]) };

/** What a reduction folds away: axes, negative ones from the end, and whether they stay as 1. */
export const reduceAttrs = {
  axes: z.array(z.int()).min(1),
  keepdims: z.boolean().default(true),
};

/** What keeps a divisor from 0. */
export const epsilonAttr = { epsilon: z.number().min(0).default(1e-5) };

/** Which axes a normalisation goes over, counted from the front and ascending, and what keeps its divisor from 0. */
export const normAttrs = { axes: z.array(z.int().min(0)).min(1), ...epsilonAttr };

/** Where the epsilon of a root stands: in what the root is taken of, or beside the root. */
export const rootAttrs = { ...normAttrs, bound: z.enum(['inside', 'added']).default('inside') };

/** Real bounds of a folded Relu, Relu6 or Clip; infinite when there is none. */
export const activationAttrs = {
  min: real.default(-Infinity),
  max: real.default(Infinity),
};

/** The integer type of the result where it is not int8. */
export const dtypeAttr = { dtype: z.literal('int16').optional() };

/** The attribute that says an integer type: nothing for int8. */
export function dtypeAttrs(dtype: QuantDType): { dtype?: 'int16' } {
  return dtype === 'int16' ? { dtype } : {};
}

/** The integer type of the result. */
export function resultType({ dtype }: { readonly dtype?: 'int16' | undefined }): ActivationDType {
  return dtype ?? 'int8';
}

/** The integer type of the result, and integer bounds of the last clamp; `bounded` gives them their defaults. */
export const clampAttrs = { ...dtypeAttr, low: z.int(), high: z.int() };

/** An object of attributes whose bounds are those of the type of the result unless they are given, and within them. */
export function bounded<S extends typeof clampAttrs>(shape: S) {
  return z.preprocess(
    (raw) => {
      if (typeof raw !== 'object' || raw === null) return raw;
      const [low, high] = boundsOfResult(raw);
      return { low, high, ...raw };
    },
    z.object(shape).refine(fitsResult, 'a bound is beyond the type of the result'),
  );
}

function boundsOfResult(a: object): readonly [number, number] {
  return rangeOf('dtype' in a && a.dtype === 'int16' ? 'int16' : 'int8');
}

function fitsResult(a: object): boolean {
  const [low, high] = boundsOfResult(a);
  return Object.entries(a).every(
    ([name, value]) => (name !== 'low' && name !== 'high') || (Number(value) >= low && Number(value) <= high),
  );
}

/** An attribute reader from a zod schema; throws TypeError with zod's findings in one sentence. */
export function attrsOf<T>(schema: z.ZodType<T>): (raw: RawAttrs) => T {
  return (raw) => {
    const result = schema.safeParse(raw);
    if (result.success) return result.data;
    throw new TypeError(
      result.error.issues.map((issue) => `${issue.path.join('.') || 'attributes'}: ${issue.message}`).join('; '),
    );
  };
}

/** For ops without attributes. */
export const noAttrs = attrsOf(z.object({}));
