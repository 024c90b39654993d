import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor, multiplierOf, sizeOf } from '@openbpu/tensor';
import { HzPreprocessQuantized } from '../integer/HzPreprocessQuantized';
import { dtypeAttrs, noAttrs } from '../support/attrs';
import { convolve } from '../support/convolve';
import { expectVector } from '../support/expect-input';
import { POINTWISE } from '../support/window';
import { quantiseBias } from '../support/weights';
import { quantiseWideWeights } from '../support/wide-weights';
import { inferConv } from './Conv';

function inferPreprocess([x, w, bias]: readonly (TensorType | undefined)[]): TensorType {
  const type = inferConv(x, w, POINTWISE);
  if (!bias) throw new TypeError('HzPreprocess has a bias, of zeros where there is none');
  expectVector(bias, 'float32', type.shape[1], 'the bias');
  return type;
}

/**
 * Inputs: x [n, cin, h, w], weight [cout, cin, 1, 1], bias [cout]. Mean, scale and colour conversion of the input image
 * in one pointwise convolution. Its integer form has weights of 14 bits, since colour matrices lose visibly in 8.
 */
export const HzPreprocess = defineOp({
  name: 'HzPreprocess',
  summary: 'Mean, scale and colour conversion of an input image as a pointwise convolution.',
  accuracy: 'rounding',
  parseAttrs: noAttrs,
  infer: (inputs) => [inferPreprocess(inputs)],
  eval([x, w, bias]) {
    const { shape } = inferPreprocess([x, w, bias].map((t) => t && { ...t, layout: 'none' }));
    const b = expectDType(bias!, 'float32').data;
    const y = new Float32Array(sizeOf(shape));
    convolve(
      expectDType(x!, 'float32'),
      expectDType(w!, 'float32'),
      POINTWISE,
      shape,
      (at, c, sum) => (y[at] = sum + b[c]),
    );
    return [makeTensor('float32', shape, y)];
  },
  macs: ([x], [y]) => sizeOf(y.shape) * x!.shape[1],
  integer: {
    int8Inputs: [0],
    quantise(site) {
      const x = site.input(0);
      const y = site.output(0);
      const bias = site.constant(2);
      const weights = quantiseWideWeights(site.constant(1)!, bias, x.scale);
      const multiplier = makeTensor(
        'float32',
        [weights.scale.length],
        weights.scale.map((s) => multiplierOf(x.scale, s, y.scale)),
      );
      const constants = [
        site.addConstant('weight', weights.q),
        site.addConstant('bias', quantiseBias(bias, x.scale, weights.scale)),
        site.addConstant('multiplier', multiplier),
      ];
      return [site.emit(HzPreprocessQuantized, [x.id, ...constants], dtypeAttrs(y.dtype), y.type)];
    },
  },
});
