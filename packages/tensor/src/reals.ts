import { clamp, dequantize } from './arithmetic';
import { type Tensor, hasDType } from './tensor';
import { sizeOf } from './shape';
import { type TensorType, zeroAt } from './tensor-type';

/** The real numbers a tensor stands for, as float32: its own elements, not a copy, where it holds such. */
export function reals(tensor: Tensor, type?: TensorType): Float32Array {
  if (hasDType(tensor, 'float32')) return tensor.data;
  const { data } = tensor;
  const values = new Float32Array(data.length);
  const quant = type?.quant;
  if (!quant) {
    for (let i = 0; i < data.length; i++) values[i] = Number(data[i]);
    return values;
  }
  const { inner, channels } = channelsOf(type);
  for (let from = 0, c = 0; from < data.length; from += inner, c = (c + 1) % channels) {
    const [zero, scale] = [zeroAt(quant, c), quant.scale[c]];
    for (let i = from; i < from + inner; i++) values[i] = dequantize(Number(data[i]) - zero, scale);
  }
  return values;
}

/** Reals cut to what an int8 or int16 tensor of this type can stand for; as they are where it is no such tensor. */
export function withinReach(values: Float32Array, type: TensorType): Float32Array {
  const { quant, dtype } = type;
  if (!quant || (dtype !== 'int8' && dtype !== 'int16')) return values;
  const least = dtype === 'int8' ? -128 : -32768;
  const { inner, channels } = channelsOf(type);
  const cut = new Float32Array(values.length);
  for (let from = 0, c = 0; from < values.length; from += inner, c = (c + 1) % channels) {
    const zero = zeroAt(quant, c);
    const [low, high] = [(least - zero) * quant.scale[c], (-1 - least - zero) * quant.scale[c]];
    for (let i = from; i < from + inner; i++) cut[i] = clamp(values[i], low, high);
  }
  return cut;
}

/** How many elements stand together under one scale, and how many scales follow one another. */
function channelsOf({ quant, shape }: TensorType): { readonly inner: number; readonly channels: number } {
  const dims = quant?.axis === undefined ? shape : shape.slice(quant.axis + 1);
  return { inner: Math.max(1, sizeOf(dims)), channels: quant?.scale.length ?? 1 };
}
