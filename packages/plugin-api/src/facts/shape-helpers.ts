import type { Shape } from '@openbpu/tensor';

/** The product of a list; 1 for an empty one, so that a scalar has one element. */
export function prod(list: readonly number[]): number {
  return list.reduce((product, each) => product * each, 1);
}

/** `value` rounded up to a multiple of `step`. */
export function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** Whether it is 1, 2, 4, … or the reciprocal of one of them. */
export function isPow2(value: number): boolean {
  if (!(value > 0) || !Number.isFinite(value)) return false;
  let whole = value < 1 ? 1 / value : value;
  while (whole > 1) whole /= 2;
  return whole === 1;
}

export function eqArr(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Whether every shape is that of the first. */
export function sameShape(shapes: readonly Shape[]): boolean {
  return shapes.every((shape) => eqArr(shape, shapes[0]));
}

/** The matrix part of a MatMul operand. */
export function lastTwo(shape: Shape): Shape {
  return shape.slice(-2);
}

/** The batch part of a MatMul operand. */
export function outer(shape: Shape): Shape {
  return shape.slice(0, -2);
}

/** The axes that `pads` (all begins, then all ends) touches. */
export function padAxes(pads: readonly number[]): number[] {
  const rank = pads.length / 2;
  return Array.from({ length: rank }, (_, axis) => axis).filter((axis) => pads[axis] !== 0 || pads[axis + rank] !== 0);
}

/** Whether `value` lies in `low..high`, ends included. */
export function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
