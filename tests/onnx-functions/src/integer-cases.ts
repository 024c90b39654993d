import * as ops from '@openbpu/ops';
import { type QuantDType, type Tensor, float32, int32, rangeOf } from '@openbpu/tensor';
import * as fc from 'fast-check';
import {
  activationTypes,
  integers,
  multipliers,
  pairs,
  reals,
  resultOf,
  results,
  shapes,
  windows,
} from './arbitraries';
import type { Case } from './case';
import { choosingCases } from './choosing-cases';
import { matrixCases } from './matrix-cases';
import { convolutionCases } from './convolution-cases';
import { sampleCases } from './sample-cases';
import type { Example } from './one-op-graph';

type Width = 'int8' | 'int16';

const averages = (dtype: 'int8' | 'int16') =>
  fc
    .tuple(windows, fc.integer({ min: 1, max: 3 }), fc.boolean(), results)
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
        .tuple(integers(dtype, [batch, c, ...image]), multipliers(single ? [] : out, [-12, 3]))
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
  fc.tuple(shapes(4, 4), activationTypes).chain(([shape, result]) =>
    fc.tuple(integers(dtype, shape), multipliers([], [-12, 3])).map(([x, m]): Example => ({
      op: ops.HzSQuantizedGlobalAveragePool,
      inputs: [x, m],
      fed: [0],
      attrs: resultOf(result),
    })),
  );

const means = (dtype: 'int8' | 'int16') =>
  fc
    .tuple(shapes(4, 1), fc.boolean(), fc.nat(), fc.boolean(), activationTypes)
    .chain(([shape, keepdims, pick, negative, result]) => {
      const kept = shape.map((_, axis) => axis).filter((axis) => ((pick >> axis) & 1) === 1);
      const axes = (kept.length > 0 ? kept : [0]).map((axis) => (negative ? axis - shape.length : axis));
      return fc.tuple(integers(dtype, shape), multipliers([], [-12, 3])).map(([x, m]): Example => ({
        op: ops.HzSQuantizedReduceMean,
        inputs: [x, m],
        fed: [0],
        attrs: { axes, keepdims, ...resultOf(result) },
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
  fc
    .tuple(shapes(4, 4), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), activationTypes)
    .chain(([shape, oh, ow, result]) =>
      fc
        .tuple(
          integers(dtype, shape),
          table(shape[2], oh, mode),
          table(shape[3], ow, mode),
          multipliers([], [-30, -14]),
        )
        .map(([x, rows, columns, m]): Example => ({
          op: ops.HzQuantizedResizeUpsample,
          inputs: mode === 'nearest' ? [x, rows, columns] : [x, rows, columns, m],
          fed: [0],
          attrs: { mode, ...(mode === 'linear' ? resultOf(result) : {}) },
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

const lutsOfChannels = (entries: 'int8' | 'int16' | 'float32') =>
  fc.tuple(shapes(4, 2), fc.constantFrom(1, 2, 5, 33, 260)).chain(([[batch, , ...plane], c]) => {
    const entry: fc.Arbitrary<Tensor> = entries === 'float32' ? multipliers([c, 256]) : integers(entries, [c, 256]);
    return fc
      .tuple(integers('int8', [batch, c, ...plane]), entry)
      .map(([x, values]): Example => ({ op: ops.HzLut, inputs: [x, values], fed: [0], attrs: {} }));
  });

const sums = (op: typeof ops.HzSElementwiseAdd) =>
  fc
    .tuple(pairs, results, fc.boolean(), activationTypes, activationTypes)
    .chain(([[a, b], clamped, constant, ta, tb]) =>
      fc
        .tuple(integers(ta, a), integers(tb, b), multipliers([], [-9, 2]), multipliers([], [-9, 2]))
        .map(([x, z, ma, mb]): Example => ({
          op,
          inputs: [x, z, ma, mb],
          fed: constant ? [0] : [0, 1],
          attrs: clamped,
        })),
    );

const products = fc
  .tuple(pairs, results, fc.boolean(), activationTypes, activationTypes)
  .chain(([[a, b], clamped, constant, ta, tb]) =>
    fc.tuple(integers(ta, a), integers(tb, b), multipliers([], [-20, 0])).map(([x, z, m]): Example => ({
      op: ops.HzSElementwiseMul,
      inputs: [x, z, m],
      fed: constant ? [0] : [0, 1],
      attrs: clamped,
    })),
  );

const pads = (dtype: Width) =>
  shapes(4, 1).chain((shape) =>
    fc
      .tuple(
        integers(dtype, shape),
        fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 2 * shape.length, maxLength: 2 * shape.length }),
        fc.integer({ min: rangeOf(dtype)[0], max: rangeOf(dtype)[1] }),
      )
      .map(([x, wanted, value]): Example => ({
        op: ops.HzPad,
        inputs: [x],
        fed: [0],
        attrs: { pads: wanted.map((pad, i) => (shape[i % shape.length] < 3 ? Math.max(pad, 0) : pad)), value },
      })),
  );

const slopes = fc
  .tuple(shapes(4, 2), fc.boolean(), activationTypes, activationTypes)
  .chain(([shape, perChannel, dtype, result]) =>
    fc
      .tuple(
        integers(dtype, shape),
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
        attrs: resultOf(result),
      })),
  );

const softmaxes = (dtype: Width) =>
  fc.tuple(shapes(4, 1), fc.nat(3), fc.boolean()).chain(([shape, at, negative]) => {
    const axis = at % shape.length;
    const values = ops.softmaxTable(dtype === 'int8' ? 0.05 : 2e-4, shape[axis], dtype);
    return integers(dtype, shape).map((x): Example => ({
      op: ops.HzSoftmax,
      inputs: [x, int32([values.length], values)],
      fed: [0],
      attrs: { axis: negative ? axis - shape.length : axis },
    }));
  });

const normalisations = fc
  .tuple(shapes(4, 1), activationTypes, activationTypes, fc.nat(14))
  .chain(([shape, dtype, result, drawn]) => {
    const axes = shape.map((_, axis) => axis).filter((axis) => (drawn >> axis) % 2 === 1);
    const over = axes.length > 0 ? axes : [shape.length - 1];
    return fc
      .tuple(
        integers(dtype, shape),
        multipliers(
          shape.map((dim, i) => (i % 2 === 0 ? dim : 1)),
          [-2, 14],
        ),
        reals([shape[shape.length - 1]]),
        fc.constantFrom(0, 2 ** -20, 0.5, 1e6),
        fc.constantFrom('deviation', 'root-mean-square', 'euclidean'),
        fc.constantFrom('inside', 'added', 'least'),
      )
      .map(([x, factor, offset, epsilon, norm, bound]): Example => ({
        op: ops.HzSNormalize,
        inputs: [x, factor, offset, float32([], [epsilon])],
        fed: [0],
        attrs: { axes: over, norm, bound, ...resultOf(result) },
      }));
  });

const calibrations = (kind: 'activation' | 'weight', perAxis: boolean, dtype: Width = 'int8') =>
  fc.tuple(shapes(4, 1), fc.nat(3), fc.boolean()).chain(([shape, at, negative]) => {
    const axis = at % shape.length;
    return fc
      .tuple(reals(shape), multipliers([perAxis ? shape[axis] : 1], dtype === 'int8' ? [-6, 2] : [-14, 2]))
      .map(([x, scales]): Example => ({
        op: ops.HzCalibration,
        inputs: [x],
        fed: [0],
        attrs: {
          scales: Array.from(scales.data),
          thresholds: Array.from(scales.data, (scale) => scale * 127),
          kind,
          ...resultOf(dtype),
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
    examples: fc.tuple(shapes(4), activationTypes).chain(([shape, result]) =>
      fc.tuple(reals(shape), multipliers([], [-8, 4])).map(([x, scale]): Example => ({
        op: ops.HzQuantize,
        inputs: [x, scale],
        fed: [0],
        attrs: resultOf(result),
      })),
    ),
  },
  { name: 'HzDequantize of int8', examples: dequantisations('int8') },
  { name: 'HzDequantize of int16', examples: dequantisations('int16') },
  { name: 'HzDequantize of int32', examples: dequantisations('int32') },
  {
    name: 'HzRequantize',
    examples: fc
      .tuple(shapes(4), results, activationTypes)
      .chain(([shape, attrs, dtype]) =>
        fc
          .tuple(integers(dtype, shape), multipliers([], [-16, 9]))
          .map(([x, m]): Example => ({ op: ops.HzRequantize, inputs: [x, m], fed: [0], attrs })),
      ),
  },
  ...convolutionCases,
  { name: 'HzSElementwiseAdd', examples: sums(ops.HzSElementwiseAdd) },
  { name: 'HzSElementwiseSub', examples: sums(ops.HzSElementwiseSub) },
  { name: 'HzSElementwiseMul', examples: products },
  ...matrixCases,
  ...choosingCases,
  ...sampleCases,
  { name: 'HzPad', examples: pads('int8') },
  { name: 'HzPad of int16', examples: pads('int16') },
  { name: 'HzPRelu', examples: slopes },
  { name: 'HzLut of int8', examples: luts('int8', 'int8') },
  { name: 'HzLut of int8 to float32', examples: luts('int8', 'float32') },
  { name: 'HzLut of channels', examples: lutsOfChannels('int8') },
  { name: 'HzLut of channels to float32', examples: lutsOfChannels('float32') },
  { name: 'HzLut of channels to int16', examples: lutsOfChannels('int16') },
  { name: 'HzLut of int8 to int16', examples: luts('int8', 'int16') },
  { name: 'HzLut of int16', examples: luts('int16', 'int16') },
  { name: 'HzLut of int16 to int8', examples: luts('int16', 'int8') },
  { name: 'HzLut of int16 to float32', examples: luts('int16', 'float32') },
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
  { name: 'HzSoftmax', examples: softmaxes('int8') },
  { name: 'HzSNormalize', examples: normalisations },
  { name: 'HzSoftmax of int16', examples: softmaxes('int16') },
  { name: 'HzCalibration', examples: calibrations('activation', false) },
  { name: 'HzCalibration to int16', examples: calibrations('activation', false, 'int16') },
  { name: 'HzCalibration along an axis', examples: calibrations('activation', true) },
  { name: 'HzCalibration of weights', examples: calibrations('weight', false) },
  { name: 'HzCalibration of weights along an axis', examples: calibrations('weight', true) },
  { name: 'HzCalibration with zeros', examples: shiftedCalibrations },
  { name: 'HzCalibration of weights that take in scales', examples: foldedCalibrations },
];
