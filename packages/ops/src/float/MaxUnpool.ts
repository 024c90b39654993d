import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, float32, sameShape, tensorType } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { imageDims } from '../support/window';

const attrs = z.object({ height: z.int().min(1), width: z.int().min(1) });

export type MaxUnpoolAttrs = z.infer<typeof attrs>;

function inferUnpool([x, indices]: readonly (TensorType | undefined)[], { height, width }: MaxUnpoolAttrs): TensorType {
  const [n, c] = imageDims(x, 'the input');
  if (x!.dtype !== 'float32' || indices?.dtype !== 'int64')
    throw new TypeError('MaxUnpool takes a float32 tensor and int64 indices');
  if (!sameShape(x!.shape, indices.shape))
    throw new RangeError(`its indices are ${indices.shape.join('x')}, its input is ${x!.shape.join('x')}`);
  return tensorType('float32', [n, c, height, width], x!.layout);
}

/**
 * Inputs: x [n, c, h, w], indices of the same shape. Output [n, c, height, width]: every element at its index of the
 * plane, 0 elsewhere; of several at one index the last one (Badrinarayanan et al., "SegNet", 2015). Throws RangeError
 * for an index outside the plane.
 */
export const MaxUnpool = defineOp<MaxUnpoolAttrs>({
  name: 'MaxUnpool',
  summary: 'Puts elements back to where a max pool took them from.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferUnpool(inputs, a)],
  eval([x, indices], { height, width }) {
    const [n, c, h, w] = x!.shape;
    const from = expectDType(x!, 'float32').data;
    const at = expectDType(indices!, 'int64').data;
    const y = new Float32Array(n * c * height * width);
    for (let i = 0; i < from.length; i++) {
      const index = Number(at[i]);
      if (index < 0 || index >= height * width)
        throw new RangeError(`index ${index} is outside a plane of ${height}x${width}`);
      y[Math.floor(i / (h * w)) * height * width + index] = from[i];
    }
    return [float32([n, c, height, width], y)];
  },
});
