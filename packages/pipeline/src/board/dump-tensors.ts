import { type TensorProperties, tensorText, withPadding } from '@openbpu/board';
import { type Tensor, bytesOf, isFloat, reals, tensorType } from '@openbpu/tensor';
import type { OutputScale } from '../run/first-scores';
import { escapeName } from '../run/save-tensors';
import { valuesOf } from '../run/values-of';
import { tensorOfBytes } from './tensor-of-bytes';

export interface DumpForm {
  readonly format: 'bin' | 'txt';
  /** Decimals of real numbers in text. */
  readonly precision: number;
  /** The dimension that ends a line of text; -1: a number a line. */
  readonly axis: number;
  /** Real numbers without padding, as text, in place of what lies in memory. */
  readonly dequantise: boolean;
}

/** A file of a dump. */
export interface DumpFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** What of a tensor is dumped. */
export interface Dumped {
  /** Of the file, without an ending. */
  readonly name: string;
  readonly tensor: Tensor;
  readonly storage: TensorProperties['storage'];
  /** How its integers stand for reals. */
  readonly scale?: OutputScale;
}

/** A tensor as it lies in memory, padding and all, or as the numbers in it; see `DumpForm`. */
export function dumpFile({ name, tensor, storage, scale }: Dumped, form: DumpForm): DumpFile {
  const { format, dequantise } = form;
  const file = escapeName(name);
  const { compact, padded, elementBytes } = storage;
  if (dequantise) return { name: `${file}.txt`, content: textOf(realOf(tensor, scale), form) };
  const bytes = withPadding(bytesOf(tensor.data), compact, padded, elementBytes);
  if (format === 'bin') return { name: `${file}.bin`, content: bytes };
  return { name: `${file}.txt`, content: textOf(tensorOfBytes({ dtype: tensor.dtype, shape: padded }, bytes), form) };
}

/** The real numbers that a tensor stands for. */
export function realOf(tensor: Tensor, { scale, axis, zero }: OutputScale = {}): Tensor {
  if (scale === undefined || isFloat(tensor.dtype)) return tensor;
  const quant = {
    scale: Float32Array.from(scale),
    ...(axis === undefined ? {} : { axis }),
    ...(zero === undefined ? {} : { zero: Int8Array.from(zero) }),
  };
  const data = reals(tensor, tensorType(tensor.dtype, tensor.shape, 'none', quant));
  return { dtype: 'float32', shape: tensor.shape, data };
}

function textOf(tensor: Tensor, { precision, axis }: DumpForm): string {
  const { dtype, data } = tensor;
  const values = dtype === 'float16' ? valuesOf(tensor) : data;
  return tensorText(values, tensor.shape, isFloat(dtype), { precision, axis });
}
