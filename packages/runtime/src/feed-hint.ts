import { type Tensor, type TensorType, isFloat, sizeOf } from '@openbpu/tensor';

type Given = Pick<Tensor, 'dtype' | 'shape'>;

/**
 * What to do with a tensor that fits none of the types an input takes. `bytes`: whether an int8 input takes bytes as
 * well, which become int8 minus 128; a `quant` of a type says what its integers stand for.
 */
export function feedHint(given: Given, wanted: readonly TensorType[], { bytes }: { readonly bytes: boolean }): string {
  const { dtype, shape } = given;
  const right = wanted.find((type) => fits(type.shape, shape));
  if (right) return `save it with ${cast(dtype, '', right)}${centred(dtype, right, bytes)}`;
  if (wanted.some((type) => isNv12Of(shape, type.shape)))
    return 'these are pictures in nv12, as the .bin takes them; feed yuv444 here, three bytes a pixel';
  for (const type of wanted) {
    const order = axesTo(shape, type.shape);
    if (order)
      return `the axes stand in another order: save it with ${cast(dtype, order, type)}${centred(dtype, type, bytes)}`;
  }
  const like = wanted.find((type) => type.shape.every((dim) => dim >= 0) && sizeOf(type.shape) === sizeOf(shape));
  if (like) {
    const shaped = cast(dtype, `.reshape(${like.shape.join(', ')})`, like);
    return `save it with ${shaped}, where its elements are in that order${centred(dtype, like, bytes)}`;
  }
  return 'feed a tensor of the shape and element type that the input takes';
}

/** The NumPy expression that gives a type, behind `moved`, which brings the axes in order. */
function cast(from: Tensor['dtype'], moved: string, { dtype, quant }: TensorType): string {
  if (from === dtype) return moved;
  if (!isFloat(from) || !quant) return `${moved}.astype(numpy.${dtype})`;
  const [scale, zero = 0] = [quant.scale, quant.zero?.[0]];
  const steps = scale.length === 1 ? `${scale[0]}` : 'scale';
  const shift = quant.zero && scale.length > 1 ? ' + zero' : zero === 0 ? '' : ` + ${zero}`;
  const integers = `numpy.clip(numpy.rint(x${moved} / ${steps})${shift}, -128, 127).astype(numpy.${dtype})`;
  return scale.length === 1 ? integers : `${integers}, with the scales of its channels in deleted_nodes_info.txt`;
}

/** What the stages of an image model differ in: bytes, or bytes minus 128. */
function centred(from: Tensor['dtype'], { dtype, quant }: TensorType, bytes: boolean): string {
  if (from === 'uint8' && dtype === 'float32') return '; float stages of an image model take the bytes minus 128';
  const either = bytes && isFloat(from) && dtype === 'int8' && !quant;
  return either ? ' where it is minus 128 already, with .astype(numpy.uint8) where its values are 0 to 255' : '';
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
