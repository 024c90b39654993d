import { type DType, rangeOf } from '@openbpu/tensor';
import type { Window } from '../layer-op';
import type { View } from '../region';
import { windowSize } from './window';

/** The first complaint of several; undefined when all is well. */
export function firstOf(...complaints: readonly (string | undefined | false)[]): string | undefined {
  return complaints.find((complaint) => typeof complaint === 'string') || undefined;
}

/** An image [n, h, w, c] whose channels lie side by side. */
export function image(name: string, { shape, strides }: View): string | undefined {
  if (shape.length !== 4) return `${name} is no image of four dimensions`;
  return shape[3] > 1 && strides[3] !== 1 ? `the channels of ${name} do not lie side by side` : undefined;
}

/** Elements side by side, of the given shape. */
export function dense(name: string, { shape, strides }: View, wanted: readonly number[]): string | undefined {
  if (shape.length !== wanted.length || shape.some((dim, i) => dim !== wanted[i]))
    return `${name} is ${shape.join('x')} and should be ${wanted.join('x')}`;
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; stride *= shape[i--])
    if (strides[i] !== stride) return `the elements of ${name} do not lie side by side`;
  return undefined;
}

export function dtypes(name: string, { dtype }: View, ...allowed: readonly View['dtype'][]): string | undefined {
  return allowed.includes(dtype) ? undefined : `${name} is ${dtype} and should be ${allowed.join(' or ')}`;
}

export function sameShapes(a: string, x: View, b: string, y: View): string | undefined {
  return x.shape.length === y.shape.length && x.shape.every((dim, i) => dim === y.shape[i])
    ? undefined
    : `${a} is ${x.shape.join('x')} and ${b} is ${y.shape.join('x')}`;
}

/** `y` is what the window makes of `x`, batch included. */
export function windowed(x: View, y: View, window: Window): string | undefined {
  if ([...window.strides, ...window.dilations, ...window.kernel].some((value) => value < 1))
    return 'kernel, strides and dilations are at least 1';
  if (x.shape[0] !== y.shape[0]) return 'the batches of x and y differ';
  const [h, w] = [windowSize(x.shape[1], window, 0), windowSize(x.shape[2], window, 1)];
  return h === y.shape[1] && w === y.shape[2]
    ? undefined
    : `y is ${y.shape[1]}x${y.shape[2]} and the window gives ${h}x${w}`;
}

/** Bounds of a result, within the type of `y` where that is int8 or int16. */
export function bounds(low: number, high: number, { dtype }: View): string | undefined {
  if (low > high) return `the lower bound ${low} is above the upper bound ${high}`;
  if (dtype !== 'int8' && dtype !== 'int16') return undefined;
  const [least, most] = rangeOf(dtype);
  return low >= least && high <= most ? undefined : `the bounds ${low} and ${high} are not both of ${dtype}`;
}

/** A multiplier is a finite float32: kernels keep no more of it. */
export function single(name: string, value: number): string | undefined {
  return Number.isFinite(value) && Math.fround(value) === value ? undefined : `${name} ${value} is no finite float32`;
}

/** A number that stands for an element of the type. */
export function within(name: string, value: number, dtype: DType): string | undefined {
  const [low, high] = rangeOf(dtype === 'int16' ? 'int16' : 'int8');
  return value >= low && value <= high ? undefined : `${name} ${value} is no ${dtype}`;
}
