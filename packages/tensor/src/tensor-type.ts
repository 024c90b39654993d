import { type DType, bytesPerElement } from './dtype';
import { type Shape, formatShape, sameShape, sizeOf } from './shape';

/** Which dimension is which. `none` where the question has no answer (weights, vectors, rank other than 4). */
export const LAYOUTS = ['NCHW', 'NHWC', 'none'] as const;
export type Layout = (typeof LAYOUTS)[number];

/**
 * Quantisation: real = (q − zero) * scale. One scale and zero, or one of each per index of `axis`; zero is 0 unless
 * stated. Scales are float32 (SEMANTICS, "Scales").
 */
export interface QuantParams {
  readonly scale: Float32Array;
  readonly axis?: number;
  /**
   * The integers that stand for 0, as many as there are scales: only where writer and readers allow it, see
   * `activationForms`.
   */
  readonly zero?: Int8Array;
}

/** What is known of a tensor before it has elements. */
export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly layout: Layout;
  readonly quant?: QuantParams;
}

export function tensorType(dtype: DType, shape: Shape, layout: Layout = 'none', quant?: QuantParams): TensorType {
  return quant === undefined ? { dtype, shape, layout } : { dtype, shape, layout, quant };
}

/** Per-tensor quantisation at `scale`. */
export function perTensor(scale: number): QuantParams {
  return { scale: Float32Array.of(scale) };
}

/** The integer that stands for 0 at scale `index`. */
export function zeroAt({ zero }: QuantParams, index: number): number {
  return zero?.[index] ?? 0;
}

/** The integer that stands for 0 in every channel. Throws where they differ: a bug of the caller. */
export function zeroOf(quant: QuantParams | undefined): number {
  const [first = 0, ...others] = quant?.zero ?? [];
  if (others.some((zero) => zero !== first)) throw new TypeError('the zeros of the channels differ');
  return first;
}

/**
 * The one scale of a per-tensor quantised type whose zero is 0. Throws when there is none or more than one: a bug of
 * the caller.
 */
export function scaleOf(type: TensorType): number {
  if (type.quant?.scale.length !== 1 || type.quant.zero) throw new TypeError(`${formatType(type)} has no single scale`);
  return type.quant.scale[0];
}

export function sameQuant(a: QuantParams | undefined, b: QuantParams | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.axis === b.axis &&
    a.scale.length === b.scale.length &&
    a.scale.every((scale, i) => Object.is(scale, b.scale[i]) && zeroAt(a, i) === zeroAt(b, i))
  );
}

export function sameType(a: TensorType, b: TensorType): boolean {
  return a.dtype === b.dtype && a.layout === b.layout && sameShape(a.shape, b.shape) && sameQuant(a.quant, b.quant);
}

/** Bytes the elements take, unpadded. */
export function byteSizeOf(type: TensorType): number {
  return sizeOf(type.shape) * bytesPerElement(type.dtype);
}

/** `int8[1x16x32x32] NCHW`. */
export function formatType(type: TensorType): string {
  return `${type.dtype}[${formatShape(type.shape)}]${type.layout === 'none' ? '' : ` ${type.layout}`}`;
}
