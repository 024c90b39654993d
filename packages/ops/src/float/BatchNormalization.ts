import { defineOp } from '@openbpu/ir';
import { type TensorType, expectDType, makeTensor } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { HzSQuantizedConv } from '../integer/HzSQuantizedConv';
import { expectVector } from '../support/expect-input';
import { quantiseChannels } from '../support/quantise-channels';

const attrs = z.object({ epsilon: z.number().min(0).default(1e-5) });

export type BatchNormalizationAttrs = z.infer<typeof attrs>;

const PARTS = ['the scale', 'the bias', 'the mean', 'the variance'];

function inferNormalized([x, ...parts]: readonly (TensorType | undefined)[]): TensorType {
  if (x?.dtype !== 'float32' || x.shape.length < 2)
    throw new TypeError('BatchNormalization takes a float32 tensor with channels in its second dimension');
  PARTS.forEach((what, i) => {
    if (!parts[i]) throw new TypeError(`${what} is absent`);
    expectVector(parts[i], 'float32', x.shape[1], what);
  });
  return x;
}

/**
 * Inputs: x [n, c, …], scale [c], bias [c], mean [c], variance [c]. `(x − mean) / sqrt(variance + epsilon) · scale +
 * bias`, as at inference.
 */
export const BatchNormalization = defineOp<BatchNormalizationAttrs>({
  name: 'BatchNormalization',
  summary: 'Normalises each channel by a given mean and variance.',
  accuracy: 'rounding',
  realAttrs: ['epsilon'],
  parseAttrs: attrsOf(attrs),
  infer: (inputs) => [inferNormalized(inputs)],
  eval([x, ...parts], { epsilon }) {
    const [scale, bias, mean, variance] = parts.map((part) => expectDType(part!, 'float32').data);
    const channels = x!.shape[1];
    const plane = x!.shape.slice(2).reduce((size, dim) => size * dim, 1);
    const y = expectDType(x!, 'float32').data.map((value, i) => {
      const c = Math.floor(i / plane) % channels;
      return ((value - mean[c]) / Math.sqrt(variance[c] + epsilon)) * scale[c] + bias[c];
    });
    return [makeTensor('float32', x!.shape, y)];
  },
  integer: {
    type: HzSQuantizedConv.name,
    constantInputs: [1, 2, 3, 4],
    quantise(site) {
      const [scale, bias, mean, variance] = [1, 2, 3, 4].map((i) => expectDType(site.constant(i)!, 'float32').data);
      const factor = scale.map((each, c) => each / Math.sqrt(variance[c] + site.node.attrs.epsilon));
      return quantiseChannels(
        site,
        factor,
        bias.map((each, c) => each - mean[c] * factor[c]),
      );
    },
  },
});
