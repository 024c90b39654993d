import { type Tensor, makeTensor, normalizeAxis, sizeOf, stridesOf } from '@openbpu/tensor';
import type { Attributes } from '../graph/attributes';
import { elementsOf, integerTensor } from './elements';
import type { Evaluator } from './evaluator';

type Fold<T> = (a: T, b: T) => T;

/** Folds axes of a constant; floats in double, rounded once. */
function reduce(floats: Fold<number>, integers: Fold<bigint>): Evaluator {
  return ([x, axesInput], attributes) => {
    if (!x) return undefined;
    const axes = axesOf(x, axesInput, attributes);
    if (axes === undefined) return [x];
    const keep = attributes.flag('keepdims', true);
    const kept = x.shape.map((dim, axis) => (axes.has(axis) ? 1 : dim));
    const shape = x.shape.flatMap((dim, axis) => (!axes.has(axis) ? [dim] : keep ? [1] : []));
    const elements = elementsOf(x);
    if (elements.length === 0) return undefined;
    const groups = groupsOf(x.shape, kept);
    if (x.dtype === 'float32')
      return [
        makeTensor('float32', shape, Float32Array.from(foldGroups(elements as number[], groups, sizeOf(kept), floats))),
      ];
    return [integerTensor(x.dtype, shape, foldGroups(elements as bigint[], groups, sizeOf(kept), integers))];
  };
}

/** The axes that are folded: those given, else all; undefined where an empty list says "none". */
function axesOf(x: Tensor, input: Tensor | undefined, attributes: Attributes): ReadonlySet<number> | undefined {
  const axes = input ? Array.from(elementsOf(input), Number) : attributes.ints('axes', []);
  if (axes.length > 0) return new Set(axes.map((axis) => normalizeAxis(axis, x.shape.length)));
  return attributes.flag('noop_with_empty_axes', false) ? undefined : new Set(x.shape.keys());
}

/** Which group each element belongs to, row-major over `kept`. */
function groupsOf(shape: readonly number[], kept: readonly number[]): number[] {
  const from = stridesOf(shape);
  const to = stridesOf(kept);
  return Array.from({ length: sizeOf(shape) }, (_, at) =>
    from.reduce(
      (sum, stride, axis) => sum + (kept[axis] === 1 ? 0 : (Math.floor(at / stride) % shape[axis]) * to[axis]),
      0,
    ),
  );
}

function foldGroups<T>(elements: readonly T[], groups: readonly number[], count: number, f: Fold<T>): T[] {
  const folded = new Array<T>(count);
  elements.forEach((element, i) => {
    const group = groups[i];
    folded[group] = group in folded ? f(folded[group], element) : element;
  });
  return folded;
}

export const REDUCTION: Readonly<Record<string, Evaluator>> = {
  ReduceProd: reduce(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  ReduceSum: reduce(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  ReduceMin: reduce(Math.min, (a, b) => (a < b ? a : b)),
  ReduceMax: reduce(Math.max, (a, b) => (a > b ? a : b)),
};
