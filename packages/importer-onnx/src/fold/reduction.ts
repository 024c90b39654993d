import { type Tensor, makeTensor, normalizeAxis, sizeOf, stridesOf } from '@openbpu/tensor';
import type { Attributes } from '../graph/attributes';
import { elementsOf, integerTensor } from './elements';
import type { Evaluator } from './evaluator';

type Fold<T> = (a: T, b: T) => T;

/** A sum of something of every element, and something of the sum at the end; floats in double, rounded once. */
interface Sum {
  readonly of: (x: number) => number;
  readonly then?: (sum: number, count: number) => number;
}

/** Folds axes of a constant. */
function reduce(floats: Fold<number>, integers: Fold<bigint>): Evaluator {
  return (inputs, attributes) => {
    const [x] = inputs;
    const groups = x && groupsOf(x, inputs[1], attributes);
    if (!groups) return undefined;
    const elements = elementsOf(x);
    if (elements.length === 0) return undefined;
    if (x.dtype === 'float32')
      return [makeTensor('float32', groups.shape, Float32Array.from(folded(elements as number[], groups, floats)))];
    return [integerTensor(x.dtype, groups.shape, folded(elements as bigint[], groups, integers))];
  };
}

/** Sums over axes of a float32 constant. */
function sum({ of, then = (total) => total }: Sum): Evaluator {
  return (inputs, attributes) => {
    const [x] = inputs;
    const groups = x?.dtype === 'float32' ? groupsOf(x, inputs[1], attributes) : undefined;
    if (!x || !groups) return undefined;
    const totals = new Float64Array(groups.count);
    const { data } = x;
    groups.of.forEach((group, i) => (totals[group] += of(Number(data[i]))));
    const each = data.length / groups.count;
    return [
      makeTensor(
        'float32',
        groups.shape,
        Float32Array.from(totals, (total) => then(total, each)),
      ),
    ];
  };
}

/** The logarithm of the sum of exponentials, kept from overflow by the largest element of each group. */
const logSumExp: Evaluator = (inputs, attributes) => {
  const [x] = inputs;
  const groups = x?.dtype === 'float32' ? groupsOf(x, inputs[1], attributes) : undefined;
  if (!x || !groups) return undefined;
  const data = x.data as Float32Array;
  const largest = new Float64Array(groups.count).fill(-Infinity);
  groups.of.forEach((group, i) => (largest[group] = Math.max(largest[group], data[i])));
  const finite = largest.map((value) => (Number.isFinite(value) ? value : 0));
  const totals = new Float64Array(groups.count);
  groups.of.forEach((group, i) => (totals[group] += Math.exp(data[i] - finite[group])));
  return [
    makeTensor(
      'float32',
      groups.shape,
      Float32Array.from(totals, (total, i) => Math.log(total) + finite[i]),
    ),
  ];
};

/** Which element of the result each element belongs to, row-major. */
interface Groups {
  readonly of: Int32Array;
  readonly count: number;
  readonly shape: number[];
}

function groupsOf(x: Tensor, axesInput: Tensor | undefined, attributes: Attributes): Groups {
  const axes = axesOf(x, axesInput, attributes);
  const keep = attributes.flag('keepdims', true);
  const kept = x.shape.map((dim, axis) => (axes.has(axis) ? 1 : dim));
  const from = stridesOf(x.shape);
  const to = stridesOf(kept);
  const of = Int32Array.from({ length: sizeOf(x.shape) }, (_, at) =>
    from.reduce(
      (place, stride, axis) => place + (axes.has(axis) ? 0 : (Math.floor(at / stride) % x.shape[axis]) * to[axis]),
      0,
    ),
  );
  const shape = x.shape.flatMap((dim, axis) => (!axes.has(axis) ? [dim] : keep ? [1] : []));
  return { of, count: sizeOf(kept), shape };
}

/** The axes that are folded: those given, else all, or none where `noop_with_empty_axes` says so. */
function axesOf(x: Tensor, input: Tensor | undefined, attributes: Attributes): ReadonlySet<number> {
  const axes = input ? Array.from(elementsOf(input), Number) : attributes.ints('axes', []);
  if (axes.length > 0) return new Set(axes.map((axis) => normalizeAxis(axis, x.shape.length)));
  return attributes.flag('noop_with_empty_axes', false) ? new Set() : new Set(x.shape.keys());
}

function folded<T>(elements: readonly T[], groups: Groups, f: Fold<T>): T[] {
  const results = new Array<T>(groups.count);
  elements.forEach((element, i) => {
    const group = groups.of[i];
    results[group] = group in results ? f(results[group], element) : element;
  });
  return results;
}

/** The index of the largest or smallest element along an axis, the first of equal ones unless the last is asked for. */
function argument(better: (a: number | bigint, b: number | bigint) => boolean): Evaluator {
  return ([x], attributes) => {
    if (!x || x.shape.length === 0 || x.data.length === 0) return undefined;
    const axis = normalizeAxis(attributes.int('axis', 0), x.shape.length);
    const last = attributes.flag('select_last_index', false);
    const inner = sizeOf(x.shape.slice(axis + 1));
    const length = x.shape[axis];
    const elements = elementsOf(x);
    const found = Array.from({ length: elements.length / length }, (_, i) => {
      const first = Math.floor(i / inner) * length * inner + (i % inner);
      const at = (place: number) => elements[first + place * inner];
      let best = 0;
      for (let place = 1; place < length; place++)
        if (better(at(place), at(best)) || (last && at(place) === at(best))) best = place;
      return BigInt(best);
    });
    const keep = attributes.flag('keepdims', true);
    return [integerTensor('int64', keep ? x.shape.with(axis, 1) : x.shape.toSpliced(axis, 1), found)];
  };
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
  ReduceL1: sum({ of: Math.abs }),
  ReduceL2: sum({ of: (x) => x * x, then: Math.sqrt }),
  ReduceSumSquare: sum({ of: (x) => x * x }),
  ReduceLogSum: sum({ of: (x) => x, then: Math.log }),
  ReduceLogSumExp: logSumExp,
  ArgMax: argument((a, b) => a > b),
  ArgMin: argument((a, b) => a < b),
};
