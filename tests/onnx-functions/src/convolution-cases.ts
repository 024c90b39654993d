import type { RawAttrs } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { int32 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import {
  activationTypes,
  channels,
  clamp,
  integers,
  multipliers,
  resultOf,
  results,
  shapes,
  windows,
} from './arbitraries';
import type { Case } from './case';
import type { Example } from './one-op-graph';

/** Biases up to the limit of the weight quantiser, and zeros. */
const biases = (cout: number) =>
  fc.oneof(
    integers('int32', [cout], [-(2 ** 30), 2 ** 30]),
    integers('int32', [cout], [-5000, 5000]),
    fc.constant(int32([cout], Array.from<number>({ length: cout }).fill(0))),
  );

type Width = 'int8' | 'int16';

const convolutions = (op: typeof ops.HzSQuantizedConv, tail: boolean, dtype: Width = 'int8', result = clampOf(dtype)) =>
  fc.tuple(windows, channels, result).chain(([{ window, image, batch }, { group, perGroup, cin, cout }, clamped]) =>
    fc
      .tuple(
        integers(dtype, [batch, cin, ...image]),
        integers('int8', [cout, perGroup, ...window.kernel]),
        biases(cout),
        multipliers([cout], dtype === 'int8' ? [-20, -2] : [-28, -6]),
      )
      .map(([x, w, bias, m]): Example => ({
        op,
        inputs: tail ? [x, w, bias] : [x, w, bias, m],
        fed: [0],
        attrs: { ...window, group, ...clamped },
      })),
  );

/** The bounds of a case of int8 alone, or any result. */
function clampOf(dtype: Width): fc.Arbitrary<RawAttrs> {
  return dtype === 'int8' ? clamp : results;
}

/** Convolutions large enough for the runtime's blocked and depthwise kernels. */
const largeConvolutions = (dtype: Width) =>
  fc
    .constantFrom([64, 48, 1, 1], [32, 24, 1, 3], [48, 48, 48, 3], [3, 40, 1, 5], [36, 36, 3, 3])
    .chain(([cin, cout, group, side]) =>
      fc
        .tuple(
          integers(dtype, [1, cin, 13, 11]),
          integers('int8', [cout, cin / group, side, side]),
          biases(cout),
          multipliers([cout], dtype === 'int8' ? [-20, -6] : [-28, -10]),
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
            ...resultOf(dtype),
          },
        })),
    );

const transposed = (tail: boolean, dtype: Width = 'int8', result = clampOf(dtype)) =>
  fc
    .tuple(
      windows,
      channels,
      result,
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
          integers(dtype, [batch, cin, ...image]),
          integers('int8', [cout, perGroup, ...window.kernel]),
          biases(cout),
          multipliers([cout], dtype === 'int8' ? [-20, -2] : [-28, -6]),
        )
        .map(([x, w, bias, m]): Example => ({
          op: ops.HzSQuantizedConvTranspose,
          inputs: tail ? [x, w, bias] : [x, w, bias, m],
          fed: [0],
          attrs: { ...window, pads, group, output_padding: [room(0), room(1)], ...clamped },
        }));
    });

const preprocesses = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), shapes(2, 2), activationTypes)
  .chain(([cin, cout, [h, w], result]) =>
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
        attrs: resultOf(result),
      })),
  );

/** Convolutions of every kind: reference and ONNX form. */
export const convolutionCases: readonly Case[] = [
  { name: 'HzSQuantizedConv', examples: convolutions(ops.HzSQuantizedConv, false) },
  { name: 'HzSQuantizedConv, tail', examples: convolutions(ops.HzSQuantizedConv, true) },
  { name: 'HzSQuantizedConv, large', examples: largeConvolutions('int8') },
  { name: 'HzSQuantizedConv of int8 to int16', examples: convolutions(ops.HzSQuantizedConv, false, 'int8', results) },
  { name: 'HzSQuantizedConv of int16', examples: convolutions(ops.HzSQuantizedConv, false, 'int16') },
  { name: 'HzSQuantizedConv of int16, tail', examples: convolutions(ops.HzSQuantizedConv, true, 'int16') },
  { name: 'HzSQuantizedConv of int16, large', examples: largeConvolutions('int16') },
  { name: 'HzSQuantizedConvTranspose', examples: transposed(false) },
  { name: 'HzSQuantizedConvTranspose, tail', examples: transposed(true) },
  { name: 'HzSQuantizedConvTranspose of int8 to int16', examples: transposed(false, 'int8', results) },
  { name: 'HzSQuantizedConvTranspose of int16', examples: transposed(false, 'int16') },
  { name: 'HzSQuantizedConvTranspose of int16, tail', examples: transposed(true, 'int16') },
  { name: 'HzPreprocessQuantized', examples: preprocesses },
];
