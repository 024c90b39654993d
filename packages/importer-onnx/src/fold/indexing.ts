import { type Tensor, makeTensor, normalizeAxis, sizeOf, stridesOf } from '@openbpu/tensor';
import { elementsOf, integerTensor, integersOf, pick } from './elements';
import { type Evaluator, MOST_ELEMENTS } from './evaluator';

type Element = number | bigint;

/** How a scattered element meets the one that is there. */
const MEET: Readonly<Record<string, (old: Element, by: Element) => Element>> = {
  none: (_, by) => by,
  add: (old, by) => (typeof old === 'bigint' ? old + BigInt(by) : old + Number(by)),
  mul: (old, by) => (typeof old === 'bigint' ? old * BigInt(by) : old * Number(by)),
  min: (old, by) => (by < old ? by : old),
  max: (old, by) => (by > old ? by : old),
};

/** `data` with elements met by others at some places, in their order. */
function scattered(data: Tensor, places: readonly number[], updates: Tensor, how: string): Tensor[] | undefined {
  const meet = Object.hasOwn(MEET, how) ? MEET[how] : undefined;
  if (!meet || data.dtype !== updates.dtype) return undefined;
  if (places.length !== updates.data.length)
    throw new RangeError(`${updates.data.length} updates do not fit ${places.length} places`);
  const elements: Element[] = [...elementsOf(data)];
  elementsOf(updates).forEach((by: Element, i: number) => (elements[places[i]] = meet(elements[places[i]], by)));
  return data.dtype === 'float32'
    ? [makeTensor('float32', data.shape, Float32Array.from(elements, Number))]
    : [integerTensor(data.dtype, data.shape, elements.map(BigInt))];
}

/** An index from 0; throws RangeError outside. */
function within(index: bigint, length: number): number {
  const place = Number(index) + (index < 0n ? length : 0);
  if (place < 0 || place >= length) throw new RangeError(`index ${index} is outside ${length} elements`);
  return place;
}

/** The first elements of the slices the last dimension of `indices` points to, behind `batch` shared dimensions. */
function slicesAt(
  data: Tensor,
  indices: Tensor,
  batch: number,
): { readonly places: number[]; readonly length: number } {
  const wanted = integersOf(indices)!;
  const depth = indices.shape.at(-1) ?? 0;
  if (batch + depth > data.shape.length)
    throw new RangeError(`indices of ${depth} numbers do not fit a tensor of rank ${data.shape.length}`);
  const strides = stridesOf(data.shape);
  const count = depth === 0 ? sizeOf(indices.shape.slice(0, -1)) : wanted.length / depth;
  const perBatch = count / sizeOf(data.shape.slice(0, batch));
  const size = sizeOf(data.shape.slice(batch));
  const places = Array.from({ length: count }, (_, i) => {
    let place = Math.floor(i / perBatch) * size;
    for (let k = 0; k < depth; k++) place += within(wanted[i * depth + k], data.shape[batch + k]) * strides[batch + k];
    return place;
  });
  return { places, length: sizeOf(data.shape.slice(batch + depth)) };
}

const each = (places: readonly number[], length: number): number[] =>
  places.flatMap((first) => Array.from({ length }, (_, i) => first + i));

const scatterND: Evaluator = ([data, indices, updates], attributes) => {
  if (!data || !indices || !integersOf(indices) || !updates) return undefined;
  const { places, length } = slicesAt(data, indices, 0);
  return scattered(data, each(places, length), updates, attributes.string('reduction', 'none'));
};

const gatherND: Evaluator = ([data, indices], attributes) => {
  if (!data || !indices || !integersOf(indices)) return undefined;
  const batch = attributes.int('batch_dims', 0);
  const { places, length } = slicesAt(data, indices, batch);
  if (places.length * length > MOST_ELEMENTS) return undefined;
  const depth = indices.shape.at(-1) ?? 0;
  return [pick(data, [...indices.shape.slice(0, -1), ...data.shape.slice(batch + depth)], each(places, length))];
};

/** For each index, the element of `data` at its own place but for `axis`, where the index says. */
function placesAlong(data: Tensor, indices: Tensor, axis: number): number[] {
  if (indices.shape.length !== data.shape.length)
    throw new RangeError(`indices of rank ${indices.shape.length} do not fit a tensor of rank ${data.shape.length}`);
  const [from, to] = [stridesOf(indices.shape), stridesOf(data.shape)];
  return integersOf(indices)!.map((index, at) =>
    from.reduce((sum, stride, dim) => {
      const place = dim === axis ? within(index, data.shape[axis]) : Math.floor(at / stride) % indices.shape[dim];
      return sum + place * to[dim];
    }, 0),
  );
}

const scatterElements: Evaluator = ([data, indices, updates], attributes) => {
  if (!data || !indices || !integersOf(indices) || !updates || data.shape.length === 0) return undefined;
  const axis = normalizeAxis(attributes.int('axis', 0), data.shape.length);
  return scattered(data, placesAlong(data, indices, axis), updates, attributes.string('reduction', 'none'));
};

const gatherElements: Evaluator = ([data, indices], attributes) => {
  if (!data || !indices || !integersOf(indices) || data.shape.length === 0) return undefined;
  const axis = normalizeAxis(attributes.int('axis', 0), data.shape.length);
  return [pick(data, indices.shape, placesAlong(data, indices, axis))];
};

/** `values[1]` where an index says so and `values[0]` elsewhere; indices outside the depth say nothing. */
const oneHot: Evaluator = ([indices, depthInput, values], attributes) => {
  if (!indices || depthInput?.data.length !== 1 || values?.data.length !== 2) return undefined;
  const depth = Number(elementsOf(depthInput)[0]);
  const axis = normalizeAxis(attributes.int('axis', -1), indices.shape.length + 1);
  const shape = indices.shape.toSpliced(axis, 0, depth);
  if (!(depth > 0) || sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const inner = sizeOf(indices.shape.slice(axis));
  const chosen = new Int32Array(sizeOf(shape));
  Array.from(elementsOf(indices), Number).forEach((index, i) => {
    const place = index < 0 ? index + depth : index;
    if (place >= 0 && place < depth) chosen[(Math.floor(i / inner) * depth + place) * inner + (i % inner)] = 1;
  });
  return [pick(values, shape, chosen)];
};

/** Sums along an axis up to each element, or up to the one before; from the end with `reverse`. */
const cumSum: Evaluator = ([x, axisInput], attributes) => {
  if (!x || axisInput?.data.length !== 1 || x.shape.length === 0) return undefined;
  const axis = normalizeAxis(Number(elementsOf(axisInput)[0]), x.shape.length);
  const [exclusive, reverse] = [attributes.flag('exclusive', false), attributes.flag('reverse', false)];
  const length = x.shape[axis];
  const inner = sizeOf(x.shape.slice(axis + 1));
  const elements: Element[] = [...elementsOf(x)];
  const zero: Element = x.dtype === 'float32' ? 0 : 0n;
  const sums = new Array<Element>(elements.length);
  for (let first = 0; first < elements.length; first++) {
    if (Math.floor(first / inner) % length !== 0) continue;
    let sum = zero;
    for (let k = 0; k < length; k++) {
      const at = first + (reverse ? length - 1 - k : k) * inner;
      const next = MEET['add'](sum, elements[at]);
      sums[at] = exclusive ? sum : next;
      sum = next;
    }
  }
  return x.dtype === 'float32'
    ? [makeTensor('float32', x.shape, Float32Array.from(sums, Number))]
    : [integerTensor(x.dtype, x.shape, sums.map(BigInt))];
};

/** The upper or lower triangle of the last two dimensions, shifted by `k`; zeros elsewhere. */
const trilu: Evaluator = ([x, shift], attributes) => {
  if (!x || x.shape.length < 2) return undefined;
  const k = shift ? Number(elementsOf(shift)[0]) : 0;
  const upper = attributes.flag('upper', true);
  const [rows, columns] = x.shape.slice(-2);
  const y = pick(x, x.shape, Int32Array.from(x.data.keys()));
  for (let at = 0; at < y.data.length; at++) {
    const off = (at % columns) - (Math.floor(at / columns) % rows);
    if (upper ? off < k : off > k) y.data[at] = typeof y.data[at] === 'bigint' ? 0n : 0;
  }
  return [y];
};

/** The largest or smallest elements along an axis with their places, in order; equal ones by their place. */
const topK: Evaluator = ([x, kInput], attributes) => {
  const k = kInput ? Number(elementsOf(kInput)[0]) : attributes.int('k');
  if (!x || k === undefined || x.shape.length === 0) return undefined;
  const axis = normalizeAxis(attributes.int('axis', -1), x.shape.length);
  const length = x.shape[axis];
  if (k > length) throw new RangeError(`${k} of the ${length} elements of axis ${axis} are asked for`);
  const largest = attributes.flag('largest', true);
  const inner = sizeOf(x.shape.slice(axis + 1));
  const shape = x.shape.with(axis, k);
  const elements: readonly Element[] = elementsOf(x);
  const places = new Array<number>(sizeOf(shape));
  const order = new Array<bigint>(places.length);
  for (let line = 0; line < elements.length / Math.max(length, 1); line++) {
    const first = Math.floor(line / inner) * length * inner + (line % inner);
    const sorted = Array.from({ length }, (_, i) => i).sort((i, j) => {
      const [a, b] = [elements[first + i * inner], elements[first + j * inner]];
      return a === b ? i - j : a > b === largest ? -1 : 1;
    });
    for (let i = 0; i < k; i++) {
      const at = (Math.floor(line / inner) * k + i) * inner + (line % inner);
      places[at] = first + sorted[i] * inner;
      order[at] = BigInt(sorted[i]);
    }
  }
  return [pick(x, shape, places), integerTensor('int64', shape, order)];
};

/** The slices along an axis, or the elements, where a condition holds. */
const compress: Evaluator = ([x, condition], attributes) => {
  if (!x || condition?.dtype !== 'bool') return undefined;
  const kept = Array.from(condition.data as Uint8Array).flatMap((value, i) => (value === 0 ? [] : [i]));
  const given = attributes.int('axis');
  if (given === undefined) return [pick(x, [kept.length], kept)];
  const axis = normalizeAxis(given, x.shape.length);
  const inner = sizeOf(x.shape.slice(axis + 1));
  const outer = Array.from({ length: sizeOf(x.shape.slice(0, axis)) }, (_, i) => i * x.shape[axis]);
  const places = outer.flatMap((first) => kept.flatMap((i) => each([(first + i) * inner], inner)));
  return [pick(x, x.shape.with(axis, kept.length), places)];
};

/** What moves, chooses or marks elements by constant indices. */
export const INDEXING: Readonly<Record<string, Evaluator>> = {
  Compress: compress,
  CumSum: cumSum,
  GatherElements: gatherElements,
  GatherND: gatherND,
  OneHot: oneHot,
  Scatter: scatterElements,
  ScatterElements: scatterElements,
  ScatterND: scatterND,
  TopK: topK,
  Trilu: trilu,
};
