import { type Tensor, type TensorType, sizeOf } from '@openbpu/tensor';

/** What to do with a tensor that fits none of the types an input takes. */
export function feedHint({ dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>, wanted: readonly TensorType[]): string {
  const as = (type: TensorType) => (type.dtype === dtype ? '' : `.astype(numpy.${type.dtype})`);
  const minus = (type: TensorType) =>
    type.dtype === 'float32' && dtype === 'uint8' ? '; float stages of an image model take the bytes minus 128' : '';
  const right = wanted.find((type) => fits(type.shape, shape));
  if (right) return `save it with ${as(right)}${minus(right)}`;
  for (const type of wanted) {
    const order = axesTo(shape, type.shape);
    if (order) return `the axes stand in another order: save it with ${order}${as(type)}${minus(type)}`;
  }
  const like = wanted.find((type) => type.shape.every((dim) => dim >= 0) && sizeOf(type.shape) === sizeOf(shape));
  if (like) {
    const shaped = `.reshape(${like.shape.join(', ')})${as(like)}`;
    return `save it with ${shaped}, where its elements are in that order${minus(like)}`;
  }
  if (wanted.some((type) => isNv12Of(shape, type.shape)))
    return 'these are pictures in nv12, as the .bin takes them; feed yuv444 here, three bytes a pixel';
  return 'feed a tensor of the shape and element type that the input takes';
}

/** Dimensions below 0 are open: any size but 0. */
function fits(wanted: readonly number[], given: readonly number[]): boolean {
  return wanted.length === given.length && wanted.every((dim, i) => (dim < 0 ? given[i] > 0 : dim === given[i]));
}

/** Whether [n, height · 3/2, width] was given where three channels of such pictures are wanted. */
function isNv12Of(given: readonly number[], wanted: readonly number[]): boolean {
  if (given.length !== 3 || wanted.length !== 4) return false;
  const [n, rows, width] = given;
  const height = (rows * 2) / 3;
  return fits(wanted, [n, height, width, 3]) || fits(wanted, [n, 3, height, width]);
}

/** NHWC to NCHW or back, of one picture without its first axis as well, where that makes the shape right. */
function axesTo(given: readonly number[], wanted: readonly number[]): string | undefined {
  const lone = given.length === 3 && wanted.length === 4;
  const shape = lone ? [1, ...given] : given;
  if (shape.length !== 4 || fits(wanted, shape)) return undefined;
  const order = [
    [0, 3, 1, 2],
    [0, 2, 3, 1],
  ].find((axes) =>
    fits(
      wanted,
      axes.map((axis) => shape[axis]),
    ),
  );
  return order && `${lone ? '[numpy.newaxis]' : ''}.transpose(${order.join(', ')})`;
}
