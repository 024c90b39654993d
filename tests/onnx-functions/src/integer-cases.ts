import * as ops from '@openbpu/ops';
import { type QuantDType, type Tensor, float32, int32 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { channels, clamp, integers, multipliers, pairs, reals, shapes, windows } from './arbitraries';
import type { Case } from './case';
import { matrixCases } from './matrix-cases';
import type { Example } from './one-op-graph';

/** Biases up to the limit of the weight quantiser, and zeros. */
const biases = (cout: number) =>
  fc.oneof(
    integers('int32', [cout], [-(2 ** 30), 2 ** 30]),
    integers('int32', [cout], [-5000, 5000]),
    fc.constant(int32([cout], Array.from<number>({ length: cout }).fill(0))),
  );

const convolutions = (op: typeof ops.HzSQuantizedConv, tail: boolean) =>
  fc.tuple(windows, channels, clamp).chain(([{ window, image, batch }, { group, perGroup, cin, cout }, clamped]) =>
    fc
      .tuple(
        integers('int8', [batch, cin, ...image]),
        integers('int8', [cout, perGroup, ...window.kernel]),
        biases(cout),
        multipliers([cout], [-20, -2]),
      )
      .map(([x, w, bias, m]): Example => ({
        op,
        inputs: tail ? [x, w, bias] : [x, w, bias, m],
        fed: [0],
        attrs: { ...window, group, ...clamped },
      })),
  );

/** Convolutions large enough for the runtime's blocked and depthwise kernels. */
const largeConvolutions = fc
  .constantFrom([64, 48, 1, 1], [32, 24, 1, 3], [48, 48, 48, 3], [3, 40, 1, 5], [36, 36, 3, 3])
  .chain(([cin, cout, group, side]) =>
    fc
      .tuple(
        integers('int8', [1, cin, 13, 11]),
        integers('int8', [cout, cin / group, side, side]),
        biases(cout),
        multipliers([cout], [-20, -6]),
        fc.integer({ min: 1, max: 2 }),
      )
      .map(([x, w, bias, m, stride]): Example => ({
        op: ops.HzSQuantizedConv,
        inputs: [x, w, bias, m],
        fed: [0],
        attrs: {
          kernel: [side, side],
          strides: [stride, stride],
          pads: Array.from({ length: 4 }, () => side >> 1),
          group,
        },
      })),
  );

const transposed = (tail: boolean) =>
  fc
    .tuple(
      windows,
      channels,
      clamp,
      fc.tuple(fc.nat(2), fc.nat(2)),
      fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    )
    .chain(([{ window, batch }, { group, perGroup, cin, cout }, clamped, extra, image]) => {
      const room = (axis: 0 | 1) => Math.min(extra[axis], Math.max(window.strides[axis], window.dilations[axis]) - 1);
      const left = (axis: 0 | 1) =>
        window.strides[axis] * (image[axis] - 1) +
        window.dilations[axis] * (window.kernel[axis] - 1) +
        room(axis) -
        window.pads[axis] -
        window.pads[axis + 2];
      const pads = left(0) < 0 || left(1) < 0 ? [0, 0, 0, 0] : window.pads;
      return fc
        .tuple(
          integers('int8', [batch, cin, ...image]),
          integers('int8', [cout, perGroup, ...window.kernel]),
          biases(cout),
          multipliers([cout], [-20, -2]),
        )
        .map(([x, w, bias, m]): Example => ({
          op: ops.HzSQuantizedConvTranspose,
          inputs: tail ? [x, w, bias] : [x, w, bias, m],
          fed: [0],
          attrs: { ...window, pads, group, output_padding: [room(0), room(1)], ...clamped },
        }));
    });

const averages = (dtype: 'int8' | 'int16') =>
  fc
    .tuple(
      windows,
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      dtype === 'int8' ? clamp : fc.constant({ low: -32768, high: 32767 }),
    )
    .chain(([{ window, image, batch }, c, single, clamped]) => {
      const out = ([0, 1] as const).map(
        (axis) =>
          Math.floor(
            (image[axis] +
              window.pads[axis] +
              window.pads[axis + 2] -
              window.dilations[axis] * (window.kernel[axis] - 1) -
              1) /
              window.strides[axis],
          ) + 1,
      );
      return fc
        .tuple(integers(dtype, [batch, c, ...image]), multipliers(single ? [] : out, [-6, 1]))
        .map(([x, m]): Example => ({
          op: ops.HzSQuantizedAveragePool,
          inputs: [x, m],
          fed: [0],
          attrs: { ...window, ...clamped },
        }));
    });

const maxima = (dtype: 'int8' | 'int16') =>
  fc.tuple(windows, fc.integer({ min: 1, max: 3 })).chain(([{ window, image, batch }, c]) =>
    integers(dtype, [batch, c, ...image]).map((x): Example => ({
      op: ops.HzQuantizedMaxPool,
      inputs: [x],
      fed: [0],
      attrs: window,
    })),
  );

const globals = (dtype: 'int8' | 'int16') =>
  fc
    .tuple(shapes(4, 4), fc.nat())
    .chain(([shape]) =>
      fc
        .tuple(integers(dtype, shape), multipliers([], [-8, 1]))
        .map(([x, m]): Example => ({ op: ops.HzSQuantizedGlobalAveragePool, inputs: [x, m], fed: [0], attrs: {} })),
    );

const means = (dtype: 'int8' | 'int16') =>
  fc.tuple(shapes(4, 1), fc.boolean(), fc.nat(), fc.boolean()).chain(([shape, keepdims, pick, negative]) => {
    const kept = shape.map((_, axis) => axis).filter((axis) => ((pick >> axis) & 1) === 1);
    const axes = (kept.length > 0 ? kept : [0]).map((axis) => (negative ? axis - shape.length : axis));
    return fc.tuple(integers(dtype, shape), multipliers([], [-8, 1])).map(([x, m]): Example => ({
      op: ops.HzSQuantizedReduceMean,
      inputs: [x, m],
      fed: [0],
      attrs: { axes, keepdims },
    }));
  });

/** Tables as a resize of `size` to `out` elements has them: any indices, any weights. */
const table = (size: number, out: number, mode: 'nearest' | 'linear'): fc.Arbitrary<Tensor<'int32'>> =>
  mode === 'nearest'
    ? fc.array(fc.nat(size - 1), { minLength: out, maxLength: out }).map((values) => int32([out], values))
    : fc
        .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.nat(2048)), { minLength: out, maxLength: out })
        .map((rows) => int32([out, 3], rows.flat()));

const resizes = (dtype: 'int8' | 'int16', mode: 'nearest' | 'linear') =>
  fc.tuple(shapes(4, 4), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([shape, oh, ow]) =>
    fc
      .tuple(integers(dtype, shape), table(shape[2], oh, mode), table(shape[3], ow, mode), multipliers([], [-24, -20]))
      .map(([x, rows, columns, m]): Example => ({
        op: ops.HzQuantizedResizeUpsample,
        inputs: mode === 'nearest' ? [x, rows, columns] : [x, rows, columns, m],
        fed: [0],
        attrs: { mode },
      })),
  );

const luts = (dtype: 'int8' | 'int16', entries: 'int8' | 'int16' | 'float32') =>
  shapes(3).chain((shape) => {
    const length = dtype === 'int8' ? 256 : 65536;
    const entry: fc.Arbitrary<Tensor> = entries === 'float32' ? multipliers([length]) : integers(entries, [length]);
    return fc
      .tuple(integers(dtype, shape), entry)
      .map(([x, values]): Example => ({ op: ops.HzLut, inputs: [x, values], fed: [0], attrs: {} }));
  });

const lutsOfChannels = (entries: 'int8' | 'float32') =>
  fc.tuple(shapes(4, 2), fc.constantFrom(1, 2, 5, 33, 260)).chain(([[batch, , ...plane], c]) => {
    const entry: fc.Arbitrary<Tensor> = entries === 'float32' ? multipliers([c, 256]) : integers(entries, [c, 256]);
    return fc
      .tuple(integers('int8', [batch, c, ...plane]), entry)
      .map(([x, values]): Example => ({ op: ops.HzLut, inputs: [x, values], fed: [0], attrs: {} }));
  });

const sums = (op: typeof ops.HzSElementwiseAdd) =>
  fc.tuple(pairs, clamp, fc.boolean()).chain(([[a, b], clamped, constant]) =>
    fc
      .tuple(integers('int8', a), integers('int8', b), multipliers([], [-9, 2]), multipliers([], [-9, 2]))
      .map(([x, z, ma, mb]): Example => ({
        op,
        inputs: [x, z, ma, mb],
        fed: constant ? [0] : [0, 1],
        attrs: clamped,
      })),
  );

const products = fc.tuple(pairs, clamp, fc.boolean()).chain(([[a, b], clamped, constant]) =>
  fc.tuple(integers('int8', a), integers('int8', b), multipliers([], [-14, 0])).map(([x, z, m]): Example => ({
    op: ops.HzSElementwiseMul,
    inputs: [x, z, m],
    fed: constant ? [0] : [0, 1],
    attrs: clamped,
  })),
);

const pads = shapes(4, 1).chain((shape) =>
  fc
    .tuple(
      integers('int8', shape),
      fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 2 * shape.length, maxLength: 2 * shape.length }),
      fc.integer({ min: -128, max: 127 }),
    )
    .map(([x, wanted, value]): Example => ({
      op: ops.HzPad,
      inputs: [x],
      fed: [0],
      attrs: { pads: wanted.map((pad, i) => (shape[i % shape.length] < 3 ? Math.max(pad, 0) : pad)), value },
    })),
);

const slopes = fc.tuple(shapes(4, 2), fc.boolean()).chain(([shape, perChannel]) =>
  fc
    .tuple(
      integers('int8', shape),
      multipliers([], [-5, 2]),
      multipliers([perChannel ? shape[1] : 1], [-9, 2]),
      fc.boolean(),
    )
    .map(([x, m, negative, minus]): Example => ({
      op: ops.HzPRelu,
      inputs: [
        x,
        m,
        minus
          ? float32(
              negative.shape,
              negative.data.map((value) => -value),
            )
          : negative,
      ],
      fed: [0],
      attrs: {},
    })),
);

const softmaxes = fc.tuple(shapes(4, 1), fc.nat(3), fc.boolean()).chain(([shape, at, negative]) => {
  const axis = at % shape.length;
  const values = Array.from({ length: 256 }, (_, d) => Math.round(2 ** 24 * Math.exp(-d * 0.05)));
  return integers('int8', shape).map((x): Example => ({
    op: ops.HzSoftmax,
    inputs: [x, int32([256], values)],
    fed: [0],
    attrs: { axis: negative ? axis - shape.length : axis },
  }));
});

const calibrations = (kind: 'activation' | 'weight', perAxis: boolean) =>
  fc.tuple(shapes(4, 1), fc.nat(3), fc.boolean()).chain(([shape, at, negative]) => {
    const axis = at % shape.length;
    return fc.tuple(reals(shape), multipliers([perAxis ? shape[axis] : 1], [-6, 2])).map(([x, scales]): Example => ({
      op: ops.HzCalibration,
      inputs: [x],
      fed: [0],
      attrs: {
        scales: Array.from(scales.data),
        thresholds: Array.from(scales.data, (scale) => scale * 127),
        kind,
        ...(perAxis ? { axis: negative ? axis - shape.length : axis } : {}),
      },
    }));
  });

/** Activations with zeros of their own, along an axis or for the whole tensor. */
const shiftedCalibrations = fc.tuple(shapes(4, 1), fc.nat(3), fc.boolean()).chain(([shape, at, perAxis]) => {
  const axis = at % shape.length;
  const count = perAxis ? shape[axis] : 1;
  return fc
    .tuple(
      reals(shape),
      multipliers([count], [-6, 2]),
      fc.array(fc.integer({ min: -128, max: 127 }), { minLength: count, maxLength: count }),
    )
    .map(([x, scales, zeros]): Example => ({
      op: ops.HzCalibration,
      inputs: [x],
      fed: [0],
      attrs: {
        scales: Array.from(scales.data),
        thresholds: Array.from(scales.data, (scale) => scale * 127),
        zeros,
        ...(perAxis ? { axis } : {}),
      },
    }));
});

/** Weights of one or more groups that take in the scales of their input channels. */
const foldedCalibrations = fc
  .tuple(shapes(4, 2), fc.integer({ min: 1, max: 3 }))
  .chain(([[outputs, ...rest], groups]) => {
    const shape = [outputs * groups, ...rest];
    return fc
      .tuple(reals(shape), multipliers([shape[0]], [-6, 2]), multipliers([shape[1] * groups], [-4, 4]))
      .map(([x, scales, columns]): Example => ({
        op: ops.HzCalibration,
        inputs: [x],
        fed: [0],
        attrs: {
          scales: Array.from(scales.data),
          thresholds: Array.from(scales.data, (scale) => scale * 127),
          kind: 'weight',
          axis: 0,
          columns: Array.from(columns.data),
        },
      }));
  });

const preprocesses = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), shapes(2, 2))
  .chain(([cin, cout, [h, w]]) =>
    fc
      .tuple(
        integers('int8', [1, cin, h, w]),
        integers('int16', [cout, cin, 1, 1], [-(2 ** 13), 2 ** 13]),
        biases(cout),
        multipliers([cout], [-20, -8]),
      )
      .map(([x, weight, bias, m]): Example => ({
        op: ops.HzPreprocessQuantized,
        inputs: [x, weight, bias, m],
        fed: [0],
        attrs: {},
      })),
  );

const dequantisations = (dtype: QuantDType) =>
  fc
    .tuple(shapes(4, 2), fc.boolean())
    .chain(([shape, perChannel]) =>
      fc
        .tuple(
          integers(dtype, shape),
          multipliers(perChannel ? [shape[1], ...shape.slice(2).map(() => 1)] : [], [-30, 4]),
        )
        .map(([q, scale]): Example => ({ op: ops.HzDequantize, inputs: [q, scale], fed: [0], attrs: {} })),
    );

export const integerCases: readonly Case[] = [
  {
    name: 'HzQuantize',
    examples: shapes(4).chain((shape) =>
      fc
        .tuple(reals(shape), multipliers([], [-8, 4]))
        .map(([x, scale]): Example => ({ op: ops.HzQuantize, inputs: [x, scale], fed: [0], attrs: {} })),
    ),
  },
  { name: 'HzDequantize of int8', examples: dequantisations('int8') },
  { name: 'HzDequantize of int16', examples: dequantisations('int16') },
  { name: 'HzDequantize of int32', examples: dequantisations('int32') },
  {
    name: 'HzRequantize',
    examples: fc
      .tuple(shapes(4), clamp)
      .chain(([shape, attrs]) =>
        fc
          .tuple(integers('int8', shape), multipliers([]))
          .map(([x, m]): Example => ({ op: ops.HzRequantize, inputs: [x, m], fed: [0], attrs })),
      ),
  },
  { name: 'HzSQuantizedConv', examples: convolutions(ops.HzSQuantizedConv, false) },
  { name: 'HzSQuantizedConv, tail', examples: convolutions(ops.HzSQuantizedConv, true) },
  { name: 'HzSQuantizedConv, large', examples: largeConvolutions },
  { name: 'HzSQuantizedConvTranspose', examples: transposed(false) },
  { name: 'HzSQuantizedConvTranspose, tail', examples: transposed(true) },
  { name: 'HzPreprocessQuantized', examples: preprocesses },
  { name: 'HzSElementwiseAdd', examples: sums(ops.HzSElementwiseAdd) },
  { name: 'HzSElementwiseSub', examples: sums(ops.HzSElementwiseSub) },
  { name: 'HzSElementwiseMul', examples: products },
  ...matrixCases,
  { name: 'HzPad', examples: pads },
  { name: 'HzPRelu', examples: slopes },
  { name: 'HzLut of int8', examples: luts('int8', 'int8') },
  { name: 'HzLut of int8 to float32', examples: luts('int8', 'float32') },
  { name: 'HzLut of channels', examples: lutsOfChannels('int8') },
  { name: 'HzLut of channels to float32', examples: lutsOfChannels('float32') },
  { name: 'HzLut of int16', examples: luts('int16', 'int16') },
  { name: 'HzQuantizedMaxPool', examples: maxima('int8') },
  { name: 'HzQuantizedMaxPool of int16', examples: maxima('int16') },
  { name: 'HzSQuantizedAveragePool', examples: averages('int8') },
  { name: 'HzSQuantizedAveragePool of int16', examples: averages('int16') },
  { name: 'HzSQuantizedGlobalAveragePool', examples: globals('int8') },
  { name: 'HzSQuantizedGlobalAveragePool of int16', examples: globals('int16') },
  { name: 'HzSQuantizedReduceMean', examples: means('int8') },
  { name: 'HzSQuantizedReduceMean of int16', examples: means('int16') },
  { name: 'HzQuantizedResizeUpsample, nearest', examples: resizes('int8', 'nearest') },
  { name: 'HzQuantizedResizeUpsample, nearest of int16', examples: resizes('int16', 'nearest') },
  { name: 'HzQuantizedResizeUpsample, linear', examples: resizes('int8', 'linear') },
  { name: 'HzQuantizedResizeUpsample, linear of int16', examples: resizes('int16', 'linear') },
  { name: 'HzSoftmax', examples: softmaxes },
  { name: 'HzCalibration', examples: calibrations('activation', false) },
  { name: 'HzCalibration along an axis', examples: calibrations('activation', true) },
  { name: 'HzCalibration of weights', examples: calibrations('weight', false) },
  { name: 'HzCalibration of weights along an axis', examples: calibrations('weight', true) },
  { name: 'HzCalibration with zeros', examples: shiftedCalibrations },
  { name: 'HzCalibration of weights that take in scales', examples: foldedCalibrations },
];
