import { type Tensor, type TensorType, sizeOf } from '@openbpu/tensor';

/** What to do with a tensor that fits none of the types an input takes. */
export function feedHint({ dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>, wanted: readonly TensorType[]): string {
  const shaped = wanted.filter((type) => fits(type.shape, shape));
  if (shaped.length > 0) {
    const bytes = shaped[0].dtype === 'float32' && dtype === 'uint8';
    return (
      `save it with .astype(numpy.${shaped[0].dtype})` +
      (bytes ? '; float stages of an image model take the bytes minus 128' : '')
    );
  }
  const [{ shape: first }] = wanted;
  const order = axesTo(shape, first);
  if (order) return `the axes stand in another order: save it with ${order}`;
  if (first.every((dim) => dim >= 0) && sizeOf(first) === sizeOf(shape))
    return `save it with .reshape(${first.join(', ')}), where its elements are in that order`;
  return 'feed a tensor of the shape and element type that the input takes';
}

/** Dimensions below 0 are open: any size but 0. */
function fits(wanted: readonly number[], given: readonly number[]): boolean {
  return wanted.length === given.length && wanted.every((dim, i) => (dim < 0 ? given[i] > 0 : dim === given[i]));
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
