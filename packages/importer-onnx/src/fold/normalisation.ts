import { type Shape, type Tensor, makeTensor, normalizeAxis, sizeOf, stridesOf } from '@openbpu/tensor';
import type { Attributes } from '../graph/attributes';
import { normalisesByBatch } from '../graph/import-node';
import type { Evaluator } from './evaluator';

const EPSILON = 1e-5;

/** The elements of a float32 tensor. */
const floats = (tensor: Tensor | undefined): Float32Array | undefined =>
  tensor?.dtype === 'float32' ? (tensor.data as Float32Array) : undefined;

/** Lists the elements of each group: those that share the places along the axes that `own` does not name. */
function groups(shape: Shape, shared: (axis: number) => boolean): Int32Array[] {
  const strides = stridesOf(shape);
  const places = new Map<number, number[]>();
  for (let at = 0; at < sizeOf(shape); at++) {
    const key = strides.reduce(
      (sum, stride, axis) => sum + (shared(axis) ? 0 : (Math.floor(at / stride) % shape[axis]) * stride),
      0,
    );
    const group = places.get(key);
    if (group) group.push(at);
    else places.set(key, [at]);
  }
  return Array.from(places.values(), (group) => Int32Array.from(group));
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function moments(x: Float32Array, group: Int32Array): Moments {
  const mean = group.reduce((sum, at) => sum + x[at], 0) / group.length;
  return { mean, variance: group.reduce((sum, at) => sum + (x[at] - mean) ** 2, 0) / group.length };
}

/** `(x − mean) / √(variance + ε)` in groups, in double. */
function standardised(x: Float32Array, parts: readonly Int32Array[], epsilon: number): Float64Array {
  const y = new Float64Array(x.length);
  for (const group of parts) {
    const { mean, variance } = moments(x, group);
    for (const at of group) y[at] = (x[at] - mean) / Math.sqrt(variance + epsilon);
  }
  return y;
}

/** Times a scale and plus a bias that `of` picks for each element. */
function scaled(
  y: Float64Array,
  shape: Shape,
  of: (at: number) => number,
  scale: Float32Array | undefined,
  bias: Float32Array | undefined,
): Tensor {
  return makeTensor(
    'float32',
    shape,
    Float32Array.from(y, (value, at) => value * (scale ? scale[of(at)] : 1) + (bias ? bias[of(at)] : 0)),
  );
}

const channelOf = (shape: Shape) => {
  const inner = sizeOf(shape.slice(2));
  return (at: number) => Math.floor(at / inner) % shape[1];
};

/** Every channel of every image by its own mean and variance. */
const instance: Evaluator = ([x, scale, bias], attributes) => {
  const data = floats(x);
  if (!x || !data || x.shape.length < 2 || !floats(scale) || !floats(bias)) return undefined;
  checkChannels(x.shape, [scale!, bias!]);
  const y = standardised(
    data,
    groups(x.shape, (axis) => axis >= 2),
    attributes.float('epsilon', EPSILON),
  );
  return [scaled(y, x.shape, channelOf(x.shape), floats(scale), floats(bias))];
};

/**
 * In training mode: every channel by its own mean and variance over the batch. The running statistics that follow are
 * `momentum · old + (1 − momentum) · new`.
 */
const batch: Evaluator = (inputs, attributes, { opset, proto, usedOutputs }) => {
  const [x, scale, bias, mean, variance] = inputs;
  const data = floats(x);
  const training = normalisesByBatch({ opset, attributes, proto });
  if (!training || !x || !data || x.shape.length < 2 || inputs.slice(1).some((part) => !floats(part))) return undefined;
  if (usedOutputs > 3) return undefined;
  checkChannels(x.shape, inputs.slice(1) as readonly Tensor[]);
  const parts = groups(x.shape, (axis) => axis !== 1);
  const y = standardised(data, parts, attributes.float('epsilon', EPSILON));
  const found = parts.map((part) => moments(data, part));
  const momentum = attributes.float('momentum', 0.9);
  const running = (old: Tensor, fresh: readonly number[]) =>
    makeTensor(
      'float32',
      old.shape,
      Float32Array.from(floats(old)!, (value, c) => value * momentum + fresh[c] * (1 - momentum)),
    );
  return [
    scaled(y, x.shape, channelOf(x.shape), floats(scale), floats(bias)),
    running(
      mean!,
      found.map((each) => each.mean),
    ),
    running(
      variance!,
      found.map((each) => each.variance),
    ),
  ].slice(0, usedOutputs);
};

function checkChannels(shape: Shape, parts: readonly Tensor[]): void {
  for (const part of parts)
    if (part.data.length !== shape[1])
      throw new RangeError(`${part.data.length} numbers do not fit the ${shape[1]} channels`);
}

/** The dimensions from `axis` on, together, by their mean and variance, or by their mean square alone. */
function overLast(centred: boolean, absentAxis: number): Evaluator {
  return ([x, scale, bias], attributes, { usedOutputs }) => {
    const data = floats(x);
    if (!x || !data || x.shape.length === 0 || !floats(scale) || (bias && !floats(bias)) || usedOutputs > 1)
      return undefined;
    const axis = normalizeAxis(attributes.int('axis', absentAxis), x.shape.length);
    const inner = sizeOf(x.shape.slice(axis));
    if ([scale!, ...(bias ? [bias] : [])].some((part) => part.data.length !== inner)) return undefined;
    const parts = groups(x.shape, (other) => other >= axis);
    const epsilon = attributes.float('epsilon', EPSILON);
    const y = centred ? standardised(data, parts, epsilon) : rooted(data, parts, epsilon);
    return [scaled(y, x.shape, (at) => at % inner, floats(scale), floats(bias))];
  };
}

function rooted(x: Float32Array, parts: readonly Int32Array[], epsilon: number): Float64Array {
  const y = new Float64Array(x.length);
  for (const group of parts) {
    const square = group.reduce((sum, at) => sum + x[at] ** 2, 0) / group.length;
    for (const at of group) y[at] = x[at] / Math.sqrt(square + epsilon);
  }
  return y;
}

/** Groups of channels by their mean and variance; scale and bias are of groups before opset 21, of channels since. */
const group: Evaluator = ([x, scale, bias], attributes, { opset }) => {
  const data = floats(x);
  const count = attributes.int('num_groups') ?? attributes.wrong('num_groups', 'is missing');
  if (!x || !data || x.shape.length < 2 || !floats(scale) || !floats(bias) || x.shape[1] % count !== 0)
    return undefined;
  const each = x.shape[1] / count;
  const split = [x.shape[0], count, each * sizeOf(x.shape.slice(2))];
  const y = standardised(
    data,
    groups(split, (axis) => axis === 2),
    attributes.float('epsilon', EPSILON),
  );
  const channel = channelOf(x.shape);
  const size = opset < 21 ? count : x.shape[1];
  if (scale!.data.length !== size || bias!.data.length !== size) return undefined;
  return [
    scaled(
      y,
      x.shape,
      (at) => (opset < 21 ? Math.floor(channel(at) / each) : channel(at)),
      floats(scale),
      floats(bias),
    ),
  ];
};

/** Divides by the norm along an axis; left to the runtime where one is 0, which engines do not agree on. */
const lp: Evaluator = ([x], attributes) => {
  const data = floats(x);
  if (!x || !data || x.shape.length === 0) return undefined;
  const axis = normalizeAxis(attributes.int('axis', -1), x.shape.length);
  const p = attributes.int('p', 2);
  const y = new Float32Array(data.length);
  for (const part of groups(x.shape, (other) => other === axis)) {
    const norm = part.reduce((sum, at) => sum + Math.abs(data[at]) ** p, 0) ** (1 / p);
    if (norm === 0) return undefined;
    for (const at of part) y[at] = data[at] / norm;
  }
  return [makeTensor('float32', x.shape, y)];
};

/** Axes [0, 2, 3] unless they are given; ε as runtimes have it. */
const meanVariance: Evaluator = ([x], attributes) => {
  const data = floats(x);
  if (!x || !data) return undefined;
  const axes = attributes.ints('axes', [0, 2, 3]).map((axis) => normalizeAxis(axis, x.shape.length));
  const y = new Float32Array(data.length);
  for (const part of groups(x.shape, (axis) => axes.includes(axis))) {
    const { mean, variance } = moments(data, part);
    for (const at of part) y[at] = (data[at] - mean) / (Math.sqrt(variance) + 1e-9);
  }
  return [makeTensor('float32', x.shape, y)];
};

/** Along one axis since opset 13; before, over all dimensions from `axis` on. */
function alongAxis(of: (x: Float32Array, part: Int32Array, y: Float32Array) => void): Evaluator {
  return ([x], attributes: Attributes, { opset }) => {
    const data = floats(x);
    if (!x || !data || x.shape.length === 0) return undefined;
    const axis = normalizeAxis(attributes.int('axis', opset < 13 ? 1 : -1), x.shape.length);
    const y = new Float32Array(data.length);
    for (const part of groups(x.shape, (other) => (opset < 13 ? other >= axis : other === axis))) of(data, part, y);
    return [makeTensor('float32', x.shape, y)];
  };
}

const largestAt = (x: Float32Array, part: Int32Array): number =>
  part.reduce((best, at) => (x[at] > x[best] ? at : best), part[0]);

const logSoftmax = alongAxis((x, part, y) => {
  const top = x[largestAt(x, part)];
  const sum = Math.log(part.reduce((total, at) => total + Math.exp(x[at] - top), 0));
  for (const at of part) y[at] = x[at] - top - sum;
});

const hardmax = alongAxis((x, part, y) => {
  y[largestAt(x, part)] = 1;
});

/** Normalisations of constants; a BatchNormalization of inference and a Softmax are ops of the graph. */
export const NORMALISATION: Readonly<Record<string, Evaluator>> = {
  BatchNormalization: batch,
  GroupNormalization: group,
  Hardmax: hardmax,
  InstanceNormalization: instance,
  LayerNormalization: overLast(true, -1),
  LogSoftmax: logSoftmax,
  LpNormalization: lp,
  MeanVarianceNormalization: meanVariance,
  RMSNormalization: overLast(false, -1),
};
