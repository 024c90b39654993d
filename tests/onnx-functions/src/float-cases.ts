import * as ops from '@openbpu/ops';
import { type AnyOp, type RawAttrs, seededRandom } from '@openbpu/ir';
import { type DType, type Shape, type Tensor, allocate, float32, makeTensor, sizeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { channels, pairs, shapes, windows } from './arbitraries';
import type { Case } from './case';
import { detectorCases } from './detector-cases';
import type { Example } from './one-op-graph';
import { realSamples } from './sample-cases';

/** Float32 noise over `low…high`. */
const floats = (shape: Shape, low = -2, high = 2): fc.Arbitrary<Tensor<'float32'>> =>
  fc.nat().map((seed) => {
    const random = seededRandom(seed);
    return float32(
      shape,
      Array.from({ length: sizeOf(shape) }, () => low + random() * (high - low)),
    );
  });

/** An op of one tensor, every element of it in `low…high`. */
const unary = (op: AnyOp, attrs: RawAttrs = {}, low = -6, high = 6): Case => ({
  name: Object.keys(attrs).length > 0 ? `${op.name} ${JSON.stringify(attrs)}` : op.name,
  examples: shapes(4, 1).chain((shape) =>
    floats(shape, low, high).map((x): Example => ({ op, inputs: [x], fed: [0], attrs })),
  ),
});

const shaped = (op: AnyOp, arbitrary: fc.Arbitrary<{ shape: Shape; attrs: RawAttrs }>): Case => ({
  name: op.name,
  examples: arbitrary.chain(({ shape, attrs }) =>
    floats(shape).map((x): Example => ({ op, inputs: [x], fed: [0], attrs })),
  ),
});

const binary = (op: AnyOp, attrs: RawAttrs = {}, low = -2, high = 2): Case => ({
  name: Object.keys(attrs).length > 0 ? `${op.name} clamped to ${attrs['min']}…${attrs['max']}` : op.name,
  examples: fc
    .tuple(pairs, fc.boolean())
    .chain(([[a, b], constant]) =>
      fc
        .tuple(floats(a), floats(b, low, high))
        .map((inputs): Example => ({ op, inputs, fed: constant ? [0] : [0, 1], attrs })),
    ),
});

/** A comparison of whole numbers near each other, or of masks. */
const comparesWhole = (op: AnyOp, dtypes: readonly DType[]): Case => ({
  name: `${op.name} of whole numbers`,
  examples: fc.tuple(pairs, fc.constantFrom(...dtypes), fc.nat()).map(([[a, b], dtype, seed]): Example => {
    const random = seededRandom(seed);
    const few = (shape: Shape): Tensor => {
      const data = allocate(dtype, sizeOf(shape));
      for (let i = 0; i < data.length; i++) {
        const value = Math.floor(random() * (dtype === 'bool' ? 2 : 3));
        data[i] = typeof data[i] === 'bigint' ? BigInt(value) : value;
      }
      return makeTensor(dtype, shape, data);
    };
    return { op, inputs: [few(a), few(b)], fed: [0, 1], attrs: {} };
  }),
});

const WHOLE: readonly DType[] = ['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'];

const activations = fc.constantFrom<RawAttrs>({}, { min: 0 }, { min: 0, max: 1 }, { max: 0.5 }, { min: -0.25 });

const convolutions: Case = {
  name: 'Conv',
  examples: fc
    .tuple(windows, channels, activations, fc.boolean())
    .chain(([{ window, image, batch }, { group, perGroup, cin, cout }, activation, biased]) =>
      fc
        .tuple(floats([batch, cin, ...image]), floats([cout, perGroup, ...window.kernel]), floats([cout]))
        .map(([x, w, bias]): Example => ({
          op: ops.Conv,
          inputs: biased ? [x, w, bias] : [x, w],
          fed: [0],
          attrs: { ...window, group, ...activation },
        })),
    ),
};

const transposed: Case = {
  name: 'ConvTranspose',
  examples: fc
    .tuple(windows, channels, activations, fc.boolean())
    .chain(([{ window, batch }, { group, perGroup, cin, cout }, activation, extra]) => {
      const output_padding = [0, 1].map((axis) => (extra && window.strides[axis] > 1 ? 1 : 0));
      return fc
        .tuple(floats([batch, cin, 6, 5]), floats([cin, cout / group, ...window.kernel]), floats([cout]))
        .map(([x, w, bias]): Example => ({
          op: ops.ConvTranspose,
          inputs: perGroup > 1 ? [x, w, bias] : [x, w],
          fed: [0],
          attrs: { ...window, output_padding, group, ...activation },
        }));
    }),
};

const averages: Case = {
  name: 'AveragePool',
  examples: fc
    .tuple(windows, fc.constantFrom('none', 'all', 'some'), fc.integer({ min: 1, max: 3 }))
    .chain(([{ window, image, batch }, counting, c]) => {
      const counted = window.pads.map((pad, i) => (counting === 'none' || (counting === 'some' && i > 1) ? 0 : pad));
      return floats([batch, c, ...image]).map((x): Example => ({
        op: ops.AveragePool,
        inputs: [x],
        fed: [0],
        attrs: { ...window, counted },
      }));
    }),
};

const maxima: Case = {
  name: 'MaxPool',
  examples: windows.chain(({ window, image, batch }) =>
    floats([batch, 2, ...image]).map((x): Example => ({ op: ops.MaxPool, inputs: [x], fed: [0], attrs: window })),
  ),
};

const resizes: Case = {
  name: 'Resize',
  examples: fc
    .record({
      shape: shapes(4, 4),
      mode: fc.constantFrom('nearest', 'linear'),
      coordinate: fc.constantFrom('half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'),
      nearestMode: fc.constantFrom('floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil'),
      factors: fc.option(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))),
      size: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    })
    .chain(({ shape, factors, size, ...attrs }) => {
      const [height, width] = factors ? [shape[2] * factors[0], shape[3] * factors[1]] : size;
      return floats(shape).map((x): Example => ({
        op: ops.Resize,
        inputs: [x],
        fed: [0],
        attrs: { ...attrs, height, width, ...(factors ? { scales: factors } : {}) },
      }));
    }),
};

const matrices = (op: AnyOp, examples: fc.Arbitrary<readonly Shape[]>): Case => ({
  name: op.name,
  examples: examples.chain((all) =>
    fc.tuple(...all.map((shape) => floats(shape))).map((inputs): Example => ({ op, inputs, fed: [0], attrs: {} })),
  ),
});

const small = fc.integer({ min: 1, max: 7 });

const normalisations: Case = {
  name: 'BatchNormalization',
  examples: shapes(4, 2).chain((shape) => {
    const each = floats([shape[1]]);
    return fc
      .tuple(floats(shape), each, each, each, floats([shape[1]], 0.1, 3))
      .map((inputs): Example => ({ op: ops.BatchNormalization, inputs, fed: [0], attrs: { epsilon: 1e-3 } }));
  }),
};

/** Axes of a shape: those from `from` on, or some. */
const axesOf = (shape: Shape, from: number) => shape.map((_, axis) => axis).slice(from);

/** Over the last axes or the channels; scale and bias have their shape, lie along them, or have one element, if any. */
const overAxes = (op: AnyOp, parts: number, attrs: RawAttrs = {}): Case => ({
  name: op.name,
  examples: fc
    .tuple(shapes(4, 2), fc.nat(3), fc.array(fc.nat(2), { maxLength: parts }))
    .chain(([shape, pick, forms]) => {
      const axes = pick === 3 ? [1] : axesOf(shape, Math.min(pick, shape.length - 1));
      const own = [shape.slice(axes[0]), shape.map((dim, axis) => (axes.includes(axis) ? dim : 1)), [1]];
      return fc
        .tuple(floats(shape), ...forms.map((form) => floats(own[form])))
        .map((inputs): Example => ({ op, inputs, fed: [0], attrs: { axes, epsilon: 0.01, ...attrs } }));
    }),
});

/** Of the channels, which fall into `groups` where the operator has them. */
const ofChannels = (op: AnyOp, grouped: boolean): Case => ({
  name: op.name,
  examples: fc
    .tuple(shapes(4, 3), fc.integer({ min: 1, max: 3 }), fc.nat(2))
    .chain(([[n, c, ...places], groups, count]) => {
      const each = floats([c * groups]);
      return fc
        .tuple(floats([n, c * groups, ...places]), ...Array.from({ length: count }, () => each))
        .map((inputs): Example => ({ op, inputs, fed: [0], attrs: { epsilon: 0.01, ...(grouped ? { groups } : {}) } }));
    }),
});

const slopes: Case = {
  name: 'PRelu',
  examples: fc
    .tuple(shapes(4, 2), fc.boolean())
    .chain(([shape, single]) =>
      fc
        .tuple(floats(shape), floats([single ? 1 : shape[1]]))
        .map((inputs): Example => ({ op: ops.PRelu, inputs, fed: [0], attrs: {} })),
    ),
};

const preprocesses: Case = {
  name: 'HzPreprocess',
  examples: fc
    .tuple(floats([1, 3, 4, 5], 0, 255), floats([3, 3, 1, 1], -0.02, 0.02), floats([3]))
    .map((inputs): Example => ({ op: ops.HzPreprocess, inputs, fed: [0], attrs: {} })),
};

/** Functions of one element that need attributes, or a range of their own. */
const particular: readonly Case[] = [
  unary(ops.Log, {}, 0.01, 9),
  unary(ops.Sqrt, {}, 0, 9),
  unary(ops.Reciprocal, {}, 0.1, 4),
  unary(ops.Acos, {}, -1, 1),
  unary(ops.Asin, {}, -1, 1),
  unary(ops.Acosh, {}, 1.01, 9),
  unary(ops.Atanh, {}, -0.99, 0.99),
  unary(ops.Tan, {}, -1.5, 1.5),
  unary(ops.Celu, { alpha: 0.5 }),
  unary(ops.ThresholdedRelu, { alpha: 0.25 }),
  unary(ops.Selu, { alpha: 1.5, gamma: 1.25 }),
  unary(ops.Pow, { exponent: 2 }),
  unary(ops.Pow, { exponent: 0.5 }, 0, 4),
  unary(ops.Elu, { alpha: 1 }),
  unary(ops.LeakyRelu, { alpha: 0.1 }),
  unary(ops.HardSigmoid, { alpha: 0.2, beta: 0.5 }),
  unary(ops.Clip, { min: -1, max: 2.5 }),
  unary(ops.Clip, { max: 2 }),
  unary(ops.Gelu, { approximate: 'none' }),
  unary(ops.Gelu, { approximate: 'tanh' }),
];

/** Every other function of one element, so that a new one is tried without being named here. */
const functions: readonly Case[] = ops
  .standardOps()
  .ops.filter(
    ({ name, scalar }) => scalar !== undefined && !particular.some((each) => each.name.split(' ')[0] === name),
  )
  .map((op) => unary(op));

/** Every float op; an op is compared exactly where it says so and to 1e-5 elsewhere. */
export const floatCases: readonly Case[] = [
  convolutions,
  transposed,
  averages,
  maxima,
  realSamples,
  resizes,
  normalisations,
  overAxes(ops.LayerNormalization, 2),
  overAxes(ops.RMSNormalization, 1),
  overAxes(ops.LayerNormalization, 2, { bound: 'added' }),
  overAxes(ops.RMSNormalization, 1, { bound: 'added' }),
  overAxes(ops.L2Normalization, 1),
  overAxes(ops.L2Normalization, 0, { bound: 'added' }),
  overAxes(ops.L2Normalization, 1, { bound: 'inside' }),
  ofChannels(ops.InstanceNormalization, false),
  ofChannels(ops.GroupNormalization, true),
  slopes,
  preprocesses,
  matrices(
    ops.Gemm,
    fc.tuple(small, small, small).map(([m, k, n]) => [[m, k], [n, k], [n]]),
  ),
  matrices(
    ops.MatMul,
    fc.tuple(small, small, small, small).map(([b, m, k, n]) => [
      [b, m, k],
      [k, n],
    ]),
  ),
  matrices(
    ops.GlobalAveragePool,
    shapes(4, 4).map((shape) => [shape]),
  ),
  matrices(
    ops.GlobalMaxPool,
    shapes(4, 4).map((shape) => [shape]),
  ),
  ...[ops.Add, ops.Sub, ops.Mul].flatMap((op) => [
    binary(op),
    binary(op, { min: 0, max: Infinity }),
    binary(op, { min: -0.5, max: 1 }),
  ]),
  binary(ops.Div, {}, 0.25, 3),
  binary(ops.Max),
  binary(ops.Min),
  ...[ops.Equal, ops.Greater, ops.GreaterOrEqual, ops.Less, ops.LessOrEqual].map((op) => binary(op)),
  ...[ops.Greater, ops.GreaterOrEqual, ops.Less, ops.LessOrEqual].map((op) => comparesWhole(op, WHOLE)),
  comparesWhole(ops.Equal, [...WHOLE, 'bool']),
  ...functions,
  ...particular,
  ...detectorCases,
  unary(ops.Identity),
  unary(ops.Softmax, { axis: -1 }),
  unary(ops.Softmax, { axis: 0 }),
  shaped(
    ops.ReduceSum,
    fc.tuple(shapes(4, 2), fc.boolean()).map(([shape, keepdims]) => ({ shape, attrs: { axes: [-1, 0], keepdims } })),
  ),
  shaped(
    ops.ReduceMean,
    fc.tuple(shapes(4, 2), fc.boolean()).map(([shape, keepdims]) => ({ shape, attrs: { axes: [-1, 0], keepdims } })),
  ),
  shaped(
    ops.Pad,
    fc.tuple(shapes(4, 1), fc.constantFrom('constant', 'edge'), fc.nat(3)).map(([shape, mode, pad]) => ({
      shape,
      attrs: { mode, value: 0.5, pads: [...shape, ...shape].map((_, i) => (i + pad) % 3) },
    })),
  ),
  shaped(
    ops.Pad,
    shapes(3, 1).map((shape) => ({
      shape: shape.map((dim) => dim + 2),
      attrs: { mode: 'reflect', pads: [...shape, ...shape].map((_, i) => i % 3) },
    })),
  ),
  shaped(
    ops.Concat,
    shapes(4, 1).map((shape) => ({ shape, attrs: { axis: 0 } })),
  ),
  shaped(
    ops.Split,
    shapes(3).map((shape) => ({ shape: [...shape, 5], attrs: { axis: -1, sizes: [2, 3] } })),
  ),
  shaped(
    ops.Slice,
    shapes(3, 1).map((shape) => ({
      shape: shape.map((dim) => dim + 2),
      attrs: { starts: [-1], ends: [Number.MIN_SAFE_INTEGER], axes: [-1], steps: [-2] },
    })),
  ),
  shaped(
    ops.Transpose,
    shapes(4, 4).map((shape) => ({ shape, attrs: { perm: [0, 2, 3, 1] } })),
  ),
  shaped(
    ops.Reshape,
    shapes(4).map((shape) => ({ shape, attrs: { shape: [-1] } })),
  ),
  shaped(
    ops.Expand,
    shapes(3).map((shape) => ({ shape, attrs: { shape: [2, ...shape] } })),
  ),
  shaped(
    ops.DepthToSpace,
    shapes(4, 4).map(([n, c, h, w]) => ({ shape: [n, 4 * c, h, w], attrs: { blocksize: 2, mode: 'CRD' } })),
  ),
  shaped(
    ops.SpaceToDepth,
    shapes(4, 4).map(([n, c, h, w]) => ({ shape: [n, c, 2 * h, 2 * w], attrs: { blocksize: 2 } })),
  ),
];
