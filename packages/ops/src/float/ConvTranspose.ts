import { defineOp } from '@openbpu/ir';
import {
  type Shape,
  type TensorType,
  expectDType,
  makeTensor,
  multiplierOf,
  sizeOf,
  tensorType,
} from '@openbpu/tensor';
import * as z from 'zod';
import { HzSQuantizedConvTranspose } from '../integer/HzSQuantizedConvTranspose';
import { provenTail } from '../support/accumulator';
import { activationAttrs, attrsOf, groupAttr, outputPaddingAttr, windowAttrs } from '../support/attrs';
import { expectVector } from '../support/expect-input';
import { clampBounds, quantiseBias, quantiseWeights } from '../support/weights';
import { imageDims } from '../support/window';
import { flipWeights, transposedOutput } from '../support/zero-insertion';

const attrs = z.object({ ...windowAttrs, ...outputPaddingAttr, ...groupAttr, ...activationAttrs });

export type ConvTransposeAttrs = z.infer<typeof attrs>;

function inferConvTranspose([x, w, bias]: readonly (TensorType | undefined)[], a: ConvTransposeAttrs): TensorType {
  const [n, cin, h, width] = imageDims(x, 'the input');
  const [weightChannels, perGroup, kh, kw] = imageDims(w, 'the weight');
  if (x!.dtype !== 'float32' || w!.dtype !== 'float32')
    throw new TypeError(`input and weight are float32, not ${x!.dtype} and ${w!.dtype}`);
  if (weightChannels !== cin)
    throw new RangeError(`the weight is for ${weightChannels} input channels, and there are ${cin}`);
  if (cin % a.group !== 0) throw new RangeError(`group ${a.group} does not divide ${cin} input channels`);
  if (kh !== a.kernel[0] || kw !== a.kernel[1])
    throw new RangeError(`kernel ${a.kernel.join('x')} is not that of the weight, ${kh}x${kw}`);
  const cout = perGroup * a.group;
  expectVector(bias, 'float32', cout, 'the bias');
  return tensorType('float32', [n, cout, ...transposedOutput(h, width, a)], x!.layout);
}

/**
 * Inputs: x [n, cin, h, w], weight [cin, cout/group, kh, kw], bias [cout] (optional). Every element of x adds its
 * multiple of the kernel to the output: `y[o, s·i − pad + d·k] += x[c, i]·w[c, o, k]`. A folded activation is `min`,
 * `max`.
 */
export const ConvTranspose = defineOp<ConvTransposeAttrs>({
  name: 'ConvTranspose',
  summary: 'Two-dimensional transposed convolution, any group, with an optional folded clamp.',
  accuracy: 'rounding',
  realAttrs: ['min', 'max'],
  parseAttrs: attrsOf(attrs),
  infer: (inputs, a) => [inferConvTranspose(inputs, a)],
  eval([x, w, bias], a) {
    const { shape } = inferConvTranspose(
      [x, w, bias].map((t) => t && { ...t, layout: 'none' }),
      a,
    );
    const sums = new Float64Array(sizeOf(shape));
    const [n, cin, h, width] = x!.shape;
    const [, perGroup, kh, kw] = w!.shape;
    const [, cout, oh, ow] = shape;
    const xs = expectDType(x!, 'float32').data;
    const ws = expectDType(w!, 'float32').data;
    for (let b = 0; b < n; b++) {
      for (let c = 0; c < cin; c++) {
        const firstOut = Math.floor(c / (cin / a.group)) * perGroup;
        for (let k = 0; k < perGroup; k++) {
          const outPlane = (b * cout + firstOut + k) * oh * ow;
          for (let iy = 0; iy < h; iy++) {
            for (let ix = 0; ix < width; ix++) {
              const element = xs[((b * cin + c) * h + iy) * width + ix];
              for (let ky = 0; ky < kh; ky++) {
                const oy = iy * a.strides[0] - a.pads[0] + ky * a.dilations[0];
                if (oy < 0 || oy >= oh) continue;
                for (let kx = 0; kx < kw; kx++) {
                  const ox = ix * a.strides[1] - a.pads[1] + kx * a.dilations[1];
                  if (ox >= 0 && ox < ow)
                    sums[outPlane + oy * ow + ox] += element * ws[((c * perGroup + k) * kh + ky) * kw + kx];
                }
              }
            }
          }
        }
      }
    }
    const offset = bias ? expectDType(bias, 'float32').data : new Float32Array(cout);
    const y = Float32Array.from(sums, (sum, i) =>
      Math.min(Math.max(sum + offset[Math.floor(i / (oh * ow)) % cout], a.min), a.max),
    );
    return [makeTensor('float32', shape, y)];
  },
  macs: ([x, w]) => sizeOf(x!.shape) * (sizeOf(w!.shape) / w!.shape[0]),
  integer: {
    type: 'HzSQuantizedConvTranspose',
    accumulates: ({ min, max, group }, reads) =>
      min === -Infinity && max === Infinity && provenTail(productsOf(reads?.inputs[1]?.shape, group), reads?.dtype),
    constantInputs: [1, 2],
    weights: { input: 1, axis: 1 },
    quantise(site) {
      const { min, max, ...geometry } = site.node.attrs;
      const x = site.input(0);
      const y = site.output(0);
      const bias = site.constant(2);
      const arranged = flipWeights(expectDType(site.constant(1)!, 'float32'), geometry.group);
      const perGroup = site.weightThresholds(1, 1);
      const thresholds = Float32Array.from({ length: arranged.shape[0] }, (_, o) => perGroup[o % perGroup.length]);
      const weights = quantiseWeights(arranged, thresholds, bias, x.scale);
      const inputs = [
        x.id,
        site.addConstant('weight', weights.q),
        site.addConstant('bias', quantiseBias(bias, x.scale, weights.scale)),
      ];
      if (y.dtype === 'int32') {
        if (min !== -Infinity || max !== Infinity)
          throw new TypeError(
            `ConvTranspose "${site.node.id}" cannot end in accumulators: its activation belongs behind the sum`,
          );
        const scale = weights.scale.map((s) => x.scale * s);
        return [site.emit(HzSQuantizedConvTranspose, inputs, geometry, { ...y.type, quant: { scale, axis: 1 } })];
      }
      const multiplier = makeTensor(
        'float32',
        [weights.scale.length],
        weights.scale.map((s) => multiplierOf(x.scale, s, y.scale)),
      );
      return [
        site.emit(
          HzSQuantizedConvTranspose,
          [...inputs, site.addConstant('multiplier', multiplier)],
          { ...geometry, ...clampBounds(min, max, y.type.quant!, y.dtype) },
          y.type,
        ),
      ];
    },
  },
});

/** How many products make one sum at most, for weights [cin, cout/group, …]. */
function productsOf([cin = 0, , ...taps]: Shape = [], group = 1): number {
  return (cin / group) * sizeOf(taps);
}
