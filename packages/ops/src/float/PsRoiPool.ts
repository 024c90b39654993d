import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, float32, sizeOf, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { imageDims } from '../support/window';

const attrs = z.object({
  outputDim: z.int().min(1),
  groupSize: z.int().min(1),
  /** What coordinates of regions are taken times to be those of the image here. */
  spatialScale: real,
});

export type PsRoiPoolAttrs = z.infer<typeof attrs>;

function inferRegions(
  [x, rois]: readonly (TensorType | undefined)[],
  { outputDim, groupSize }: PsRoiPoolAttrs,
): TensorType {
  const [, c] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32' || rois?.dtype !== 'float32') throw new TypeError('PsRoiPool takes two float32 tensors');
  if (c !== outputDim * groupSize ** 2)
    throw new RangeError(`${c} channels are not ${outputDim} times ${groupSize}x${groupSize}`);
  if (rois.shape[rois.shape.length - 1] !== 5 || sizeOf(rois.shape) !== rois.shape[0] * 5)
    throw new RangeError(`regions are [r, 5], not ${rois.shape.join('x')}`);
  return tensorType('float32', [rois.shape[0], outputDim, groupSize, groupSize]);
}

/**
 * Position-sensitive pooling of regions (Dai et al., "R-FCN", 2016).
 *
 * Inputs: x [n, outputDim · g², h, w]; regions [r, 5]: image, left, top, right, bottom. Output [r, outputDim, g, g]:
 * the mean over bin (i, j) of the region, taken from channel (d · g + i) · g + j; 0 for a bin with no element.
 *
 * Formula: a side runs from round(low) · scale to (round(high) + 1) · scale, at least 0.1 long, halves rounded away
 * from 0; bin i of it covers floor(i · side / g + start) up to ceil((i + 1) · side / g + start), cut to the image.
 */
export const PsRoiPool = defineOp<PsRoiPoolAttrs>({
  name: 'PsRoiPool',
  summary: 'Mean of every bin of a region, each bin from channels of its own.',
  accuracy: 'rounding',
  realAttrs: ['spatialScale'],
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferRegions(inputs, a)],
  eval([x, rois], { outputDim, groupSize: g, spatialScale }) {
    const [n, c, h, w] = x!.shape;
    const from = expectDType(x!, 'float32').data;
    const regions = expectDType(rois!, 'float32').data;
    const count = regions.length / 5;
    const scale = Math.fround(spatialScale);
    const y = new Float32Array(count * outputDim * g * g);
    for (let r = 0; r < count; r++) {
      const [written, left, top, right, bottom] = regions.subarray(5 * r, 5 * r + 5);
      const image = Math.trunc(written);
      if (!(image >= 0 && image < n)) continue;
      const rows = bins(top, bottom, scale, g, h);
      const columns = bins(left, right, scale, g, w);
      for (let at = 0; at < outputDim * g * g; at++) {
        const [i, j] = [Math.floor(at / g) % g, at % g];
        const area = (rows[i].to - rows[i].from) * (columns[j].to - columns[j].from);
        let sum = 0;
        for (let row = rows[i].from; row < rows[i].to; row++)
          for (let column = columns[j].from; column < columns[j].to; column++)
            sum += from[((image * c + at) * h + row) * w + column];
        y[r * outputDim * g * g + at] = area > 0 ? sum / area : 0;
      }
    }
    return [float32([count, outputDim, g, g], y)];
  },
});

function bins(low: number, high: number, scale: number, g: number, size: number) {
  const f = Math.fround;
  const round = (value: number) => Math.sign(value) * Math.floor(f(Math.abs(value) + 0.5));
  const start = f(round(low) * scale);
  const side = Math.max(f(f((round(high) + 1) * scale) - start), f(0.1));
  const bin = f(side / g);
  const inside = (value: number) => Math.min(Math.max(value, 0), size);
  return Array.from({ length: g }, (_, i) => ({
    from: inside(Math.floor(f(f(i * bin) + start))),
    to: inside(Math.ceil(f(f((i + 1) * bin) + start))),
  }));
}
