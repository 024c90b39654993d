import { clamp, dequantize } from './arithmetic';
import { type Tensor, hasDType } from './tensor';
import { type TensorType, zeroAt } from './tensor-type';

/** The real numbers a tensor stands for, as float32; its own where it is no quantised one. */
export function reals(tensor: Tensor, type?: TensorType): Float32Array {
  if (hasDType(tensor, 'float32')) return Float32Array.from(tensor.data);
  const data = Float64Array.from(tensor.data as Iterable<number | bigint>, Number);
  if (!type?.quant) return Float32Array.from(data);
  const { quant } = type;
  const channelAt = channelOf(type);
  return Float32Array.from(data, (q, i) => dequantize(q - zeroAt(quant, channelAt(i)), quant.scale[channelAt(i)]));
}

/** Reals cut to what an int8 tensor of this type can stand for; as they are where it is no such tensor. */
export function withinReach(values: Float32Array, type: TensorType): Float32Array {
  const { quant, dtype } = type;
  if (!quant || dtype !== 'int8') return values;
  const channelAt = channelOf(type);
  return values.map((value, i) => {
    const c = channelAt(i);
    const zero = zeroAt(quant, c);
    return clamp(value, (-128 - zero) * quant.scale[c], (127 - zero) * quant.scale[c]);
  });
}

/** Which scale element i has. */
function channelOf({ quant, shape }: TensorType): (i: number) => number {
  const channels = quant?.scale.length ?? 1;
  const inner = quant?.axis === undefined ? 1 : shape.slice(quant.axis + 1).reduce((a, b) => a * b, 1);
  return (i) => Math.floor(i / inner) % channels;
}
