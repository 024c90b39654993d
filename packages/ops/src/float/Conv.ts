import { defineOp } from '@openbpu/ir';
import {
  type Shape,
  type TensorType,
  expectDType,
  makeTensor,
  multiplierOf,
  sizeOf,
  tensorType,
  zeroOf,
} from '@openbpu/tensor';
import * as z from 'zod';
import { HzSQuantizedConv } from '../integer/HzSQuantizedConv';
import { provenTail } from '../support/accumulator';
import { activationAttrs, attrsOf, groupAttr, windowAttrs } from '../support/attrs';
import { scaleAt, scalesFor } from '../support/channel-scales';
import { convWeights } from '../support/conv-weights';
import { convolve } from '../support/convolve';
import { expectVector } from '../support/expect-input';
import { clampBounds, quantiseBias } from '../support/weights';
import { biasFromZero } from '../support/zero-bias';
import { type WindowAttrs, imageDims, windowOutput } from '../support/window';

const attrs = z.object({ ...windowAttrs, ...groupAttr, ...activationAttrs });

export type ConvAttrs = z.infer<typeof attrs>;

/** Output type of a convolution of `x` by `w` [cout, cin/group, kh, kw]. Throws RangeError when they do not fit. */
export function inferConv(
  x: TensorType | undefined,
  w: TensorType | undefined,
  a: WindowAttrs & { readonly group: number },
): TensorType {
  const [n, cin, h, width] = imageDims(x, 'the input');
  const [cout, perGroup, kh, kw] = imageDims(w, 'the weight');
  if (x!.dtype !== 'float32' || w!.dtype !== 'float32')
    throw new TypeError(`input and weight are float32, not ${x!.dtype} and ${w!.dtype}`);
  if (perGroup * a.group !== cin)
    throw new RangeError(`group ${a.group} of ${perGroup} channels does not make the ${cin} input channels`);
  if (cout % a.group !== 0) throw new RangeError(`group ${a.group} does not divide ${cout} output channels`);
  if (kh !== a.kernel[0] || kw !== a.kernel[1])
    throw new RangeError(`kernel ${a.kernel.join('x')} is not that of the weight, ${kh}x${kw}`);
  return tensorType('float32', [n, cout, ...windowOutput(h, width, a)], x!.layout);
}

/**
 * Inputs: x [n, cin, h, w], weight [cout, cin/group, kh, kw], bias [cout] (optional). A folded activation is `min`,
 * `max`.
 */
export const Conv = defineOp<ConvAttrs>({
  name: 'Conv',
  summary: 'Two-dimensional convolution, any group, with an optional folded clamp.',
  accuracy: 'rounding',
  realAttrs: ['min', 'max'],
  parseAttrs: attrsOf(attrs),
  infer([x, w, bias], a) {
    const type = inferConv(x, w, a);
    expectVector(bias, 'float32', type.shape[1], 'the bias');
    return [type];
  },
  eval([x, w, bias], a) {
    const type = inferConv({ ...x!, layout: 'NCHW' }, { ...w!, layout: 'none' }, a);
    const y = new Float32Array(sizeOf(type.shape));
    const b = bias ? expectDType(bias, 'float32').data : undefined;
    convolve(expectDType(x!, 'float32'), expectDType(w!, 'float32'), a, type.shape, (at, channel, sum) => {
      y[at] = Math.min(Math.max(sum + (b ? b[channel] : 0), a.min), a.max);
    });
    return [makeTensor('float32', type.shape, y)];
  },
  macs: ([, w], [y]) => sizeOf(y.shape) * (sizeOf(w!.shape) / w!.shape[0]),
  integer: {
    type: 'HzSQuantizedConv',
    accumulates: ({ min, max }, reads) =>
      min === -Infinity && max === Infinity && provenTail(productsOf(reads?.inputs[1]?.shape), reads?.dtype),
    constantInputs: [1, 2],
    weights: { input: 1, axis: 0 },
    writesChannelScales: ({ min, max }) =>
      min === 0 || (min === -Infinity && max === Infinity) ? Math.max(max, 0) : 0,
    writesZero: ({ min, max }) => (min === -Infinity && max === Infinity ? 'channels' : 'tensor'),
    readsZero: () => 'tensor',
    readsChannelScales: ([, w]) => (w?.shape[1] === 1 ? 'free' : 'weights'),
    quantise(site) {
      const { min, max, ...geometry } = site.node.attrs;
      const x = site.input(0);
      const y = site.output(0);
      const [channels] = site.constant(1)!.shape;
      const { bias, xScales, ...weights } = convWeights({
        weights: site.constant(1)!,
        bias: site.constant(2),
        group: geometry.group,
        thresholds: site.weightThresholds(1, 0),
        x: x.type,
        y: y.type.quant,
      });
      const yScales = scalesFor(y.type, channels);
      const xZero = zeroOf(x.type.quant);
      const integerBias = biasFromZero(quantiseBias(bias, xScales, weights.scale), xZero, weights.q);
      const inputs = [x.id, site.addConstant('weight', weights.q), site.addConstant('bias', integerBias)];
      const window = {
        ...geometry,
        ...(xZero !== 0 && geometry.pads.some((pad) => pad > 0) ? { padding: xZero } : {}),
      };
      if (y.dtype === 'int32') {
        if (min !== -Infinity || max !== Infinity)
          throw new TypeError(
            `Conv "${site.node.id}" cannot end in accumulators: its activation belongs behind the sum`,
          );
        const scale = weights.scale.map((s, c) => scaleAt(xScales, c) * s);
        return [site.emit(HzSQuantizedConv, inputs, window, { ...y.type, quant: { scale, axis: 1 } })];
      }
      const multiplier = makeTensor(
        'float32',
        [weights.scale.length],
        weights.scale.map((s, c) => multiplierOf(scaleAt(xScales, c), s, scaleAt(yScales, c))),
      );
      return [
        site.emit(
          HzSQuantizedConv,
          [...inputs, site.addConstant('multiplier', multiplier)],
          { ...window, ...clampBounds(min, max, y.type.quant!, y.dtype) },
          y.type,
        ),
      ];
    },
  },
});

/** How many products make one sum, for weights [cout, cin/group, …]. */
function productsOf(weights: Shape = []): number {
  return sizeOf(weights.slice(1));
}
