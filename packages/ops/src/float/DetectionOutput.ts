import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, float32, sizeOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';

const attrs = z.object({
  numClasses: z.int().min(1),
  /** The class that is no object; −1: every class is one. */
  background: z.int().min(-1).default(0),
  /** Whether all classes of a prior have one box. */
  shareLocation: z.boolean().default(true),
  codeType: z.enum(['CORNER', 'CENTER_SIZE', 'CORNER_SIZE']).default('CORNER'),
  /** Whether the coded boxes were multiplied by the variances already. */
  varianceEncoded: z.boolean().default(false),
  /** Of two boxes of a class that overlap by more than this (intersection over union), the worse one goes. */
  nmsThreshold: real.refine((value) => value >= 0 && value <= 1, 'it must lie in 0..1').default(0.3),
  /** Scores above it are detections. */
  confidenceThreshold: real.default(-Infinity),
  /** How many of a class, the best ones, are compared; −1: all. */
  topK: z.int().min(-1).default(-1),
  /** How many of an image remain, the best ones; −1: all. */
  keepTopK: z.int().min(-1).default(-1),
});

export type DetectionOutputAttrs = z.infer<typeof attrs>;

/** The sizes of a call. */
export interface DetectionSizes {
  readonly images: number;
  readonly priors: number;
  /** Classes that are objects, in order. */
  readonly labels: readonly number[];
  /** Boxes of a class that are compared, and rows of an image. */
  readonly compared: number;
  readonly rows: number;
}

/** Reads the sizes off the shapes of loc, conf and prior. Throws RangeError where they do not belong together. */
export function detectionSizes(
  inputs: readonly (Pick<TensorType, 'shape'> | undefined)[],
  { numClasses, background, shareLocation, varianceEncoded, topK, keepTopK }: DetectionOutputAttrs,
): DetectionSizes {
  const [loc, conf, prior] = inputs.map((input) => input?.shape ?? []);
  const priors = sizeOf(prior) / (varianceEncoded && sizeOf(prior) === prior[prior.length - 1] ? 4 : 8);
  const images = loc[0] ?? 0;
  const expect = (what: string, shape: readonly number[], size: number) => {
    if (shape.length < 2 || sizeOf(shape) !== size || !Number.isInteger(priors) || priors === 0)
      throw new RangeError(`${what} ${shape.join('x')} does not belong to ${priors} priors and ${numClasses} classes`);
  };
  expect('loc', loc, images * priors * (shareLocation ? 1 : numClasses) * 4);
  expect('conf', conf, images * priors * numClasses);
  const labels = Array.from({ length: numClasses }, (_, label) => label).filter((label) => label !== background);
  if (labels.length === 0) throw new RangeError('the only class is the background');
  const compared = topK < 0 ? priors : Math.min(topK, priors);
  const all = labels.length * compared;
  return { images, priors, labels, compared, rows: keepTopK < 0 ? all : Math.min(keepTopK, all) };
}

function inferDetections(inputs: readonly (TensorType | undefined)[], a: DetectionOutputAttrs): TensorType {
  if (inputs.length !== 3 || inputs.some((input) => input?.dtype !== 'float32'))
    throw new TypeError('DetectionOutput takes three float32 tensors');
  const { images, rows } = detectionSizes(inputs, a);
  if (rows === 0) throw new RangeError('topK or keepTopK of 0 leaves nothing');
  return tensorType('float32', [1, 1, images * rows, 7]);
}

/** Corners: left, top, right, bottom. */
type Box = readonly [number, number, number, number];

/**
 * The last layer of SSD (Liu et al., "SSD: Single Shot MultiBox Detector", 2016): decodes boxes against their priors,
 * drops those that overlap a better one of their class, and keeps the best of the image.
 *
 * Inputs: loc [n, priors · (1 or classes) · 4], conf [n, priors · classes], prior [1, 2, priors · 4]: corners in the
 * first row, variances in the second (which may lack where they are encoded).
 * Output [1, 1, n · rows, 7]: image, label, score, left, top, right, bottom; `rows` of each image, the best score
 * first, equal ones by label; rows that no detection needs are 0.
 *
 * Formula, with the prior's centre (px, py), size (pw, ph) and variances v (1 where encoded):
 * CENTER_SIZE: centre p + v · loc · size, size exp(v · loc) · size; CORNER: corner + v · loc; CORNER_SIZE: corner +
 * v · loc · size.
 */
export const DetectionOutput = defineOp<DetectionOutputAttrs>({
  name: 'DetectionOutput',
  summary: 'Decodes the boxes of SSD and keeps the best that do not overlap.',
  accuracy: 'rounding',
  realAttrs: ['nmsThreshold', 'confidenceThreshold'],
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferDetections(inputs, a)],
  eval([loc, conf, prior], a) {
    const { images, priors, labels, compared, rows } = detectionSizes([loc, conf, prior], a);
    const [locs, scores, ps] = [loc!, conf!, prior!].map((tensor) => expectDType(tensor, 'float32').data);
    const boxesOfPrior = a.shareLocation ? 1 : a.numClasses;
    const y = new Float32Array(images * rows * 7);
    for (let image = 0; image < images; image++) {
      const found: { readonly label: number; readonly score: number; readonly box: Box }[] = [];
      for (const label of labels) {
        const scoreOf = (p: number) => scores[(image * priors + p) * a.numClasses + label];
        const best = Array.from({ length: priors }, (_, p) => p)
          .sort((p, q) => scoreOf(q) - scoreOf(p) || p - q)
          .slice(0, compared)
          .filter((p) => scoreOf(p) > a.confidenceThreshold);
        const kept: Box[] = [];
        for (const p of best) {
          const at = ((image * priors + p) * boxesOfPrior + (a.shareLocation ? 0 : label)) * 4;
          const box = decode(locs.subarray(at, at + 4), ps.subarray(4 * p, 4 * p + 4), variances(ps, p, priors, a), a);
          if (kept.some((better) => overlap(better, box) > Math.fround(a.nmsThreshold))) continue;
          kept.push(box);
          found.push({ label, score: scoreOf(p), box });
        }
      }
      found.sort((one, other) => other.score - one.score);
      found
        .slice(0, rows)
        .forEach(({ label, score, box }, row) => y.set([image, label, score, ...box], (image * rows + row) * 7));
    }
    return [float32([1, 1, images * rows, 7], y)];
  },
});

function variances(ps: Float32Array, p: number, priors: number, { varianceEncoded }: DetectionOutputAttrs) {
  return varianceEncoded ? [1, 1, 1, 1] : ps.subarray(4 * (priors + p), 4 * (priors + p) + 4);
}

function decode(
  loc: ArrayLike<number>,
  [left, top, right, bottom]: Float32Array,
  variance: ArrayLike<number>,
  { codeType }: DetectionOutputAttrs,
): Box {
  const f = Math.fround;
  const [w, h] = [f(right - left), f(bottom - top)];
  const d = Array.from({ length: 4 }, (_, i) => f(variance[i] * loc[i]));
  if (codeType === 'CORNER') return [f(left + d[0]), f(top + d[1]), f(right + d[2]), f(bottom + d[3])];
  if (codeType === 'CORNER_SIZE')
    return [f(left + f(d[0] * w)), f(top + f(d[1] * h)), f(right + f(d[2] * w)), f(bottom + f(d[3] * h))];
  const x = f(f(d[0] * w) + f(f(left + right) / 2));
  const y = f(f(d[1] * h) + f(f(top + bottom) / 2));
  const halfWidth = f(f(f(Math.exp(d[2])) * w) / 2);
  const halfHeight = f(f(f(Math.exp(d[3])) * h) / 2);
  return [f(x - halfWidth), f(y - halfHeight), f(x + halfWidth), f(y + halfHeight)];
}

/** Intersection over union; 0 where one of them has no area. */
function overlap(a: Box, b: Box): number {
  const f = Math.fround;
  const area = ([left, top, right, bottom]: Box) => f(Math.max(f(right - left), 0) * Math.max(f(bottom - top), 0));
  const width = f(Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
  const height = f(Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  if (width <= 0 || height <= 0 || area(a) <= 0 || area(b) <= 0) return 0;
  const common = f(width * height);
  return f(common / f(f(area(a) + area(b)) - common));
}
