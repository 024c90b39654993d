import {
  type DType,
  type Tensor,
  type Shape,
  NpyError,
  bytesPerElement,
  dataFromBytes,
  decodeNpy,
  formatShape,
  makeTensor,
  sameShape,
  sizeOf,
} from '@openbpu/tensor';
import { fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { VISION } from '../catalogue';
import { guessSampleMismatch } from './guess-sample-mismatch';

/**
 * Reads one calibration sample: a headerless little-endian file of exactly `shape` elements (what `numpy.tofile`
 * writes), or a `.npy` file, known by its signature or extension, of that type and shape (dimensions of 1 aside).
 *
 * Fails with GRD, VIS030 (size, with the likely reason), VIS031, VIS032 or VIS033 (`.npy`: unreadable, type,
 * shape).
 */
export async function readRawSample<D extends DType>(file: string, dtype: D, shape: Shape): Promise<Tensor<D>> {
  const bytes = readUserFile(file, FILE_KINDS.sample);
  if (file.toLowerCase().endsWith('.npy') || isNpy(bytes)) return fromNpy(file, bytes, dtype, shape);
  const expected = sizeOf(shape) * bytesPerElement(dtype);
  if (bytes.length !== expected) {
    const guess = guessSampleMismatch(bytes, dtype, shape);
    fail(
      VISION.sampleSize({
        file,
        expected,
        found: bytes.length,
        dtype,
        shape: formatShape(shape),
        ...(guess === undefined ? {} : { guess }),
      }),
    );
  }
  return makeTensor(dtype, shape, dataFromBytes(dtype, bytes));
}

function isNpy(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(6, bytes.length)).toString('latin1') === '\x93NUMPY';
}

function fromNpy<D extends DType>(file: string, bytes: Uint8Array, dtype: D, shape: Shape): Tensor<D> {
  const tensor = decode(file, bytes);
  if (!isOf(tensor, dtype)) fail(VISION.sampleDType({ file, dtype, found: tensor.dtype }));
  if (!sameShape(withoutOnes(tensor.shape), withoutOnes(shape))) {
    const reordered = sameShape([...withoutOnes(tensor.shape)].sort(), [...withoutOnes(shape)].sort());
    const guess = reordered
      ? {
          guess:
            'the dimensions are the right ones in another order: check the layout (NCHW or NHWC, input_layout_train)',
        }
      : {};
    fail(VISION.sampleShape({ file, shape: formatShape(shape), found: formatShape(tensor.shape), ...guess }));
  }
  return makeTensor(dtype, shape, tensor.data);
}

function decode(file: string, bytes: Uint8Array): Tensor {
  try {
    return decodeNpy(bytes);
  } catch (cause) {
    if (cause instanceof NpyError) fail(VISION.sampleNpy({ file, reason: cause.message }), cause);
    throw cause;
  }
}

function isOf<D extends DType>(tensor: Tensor, dtype: D): tensor is Tensor<D> {
  return tensor.dtype === dtype;
}

function withoutOnes(shape: Shape): number[] {
  return shape.filter((dim) => dim !== 1);
}
