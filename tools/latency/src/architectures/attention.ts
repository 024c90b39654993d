import type { ValueId } from '@openbpu/ir';
import type { Draft } from '../draft';

/** Channels of one head of the values at least. */
const HEAD = 64;

/** A softmax as the op, or over the channels in steps that an accelerator has, brought there and back. */
export type SoftmaxForm = 'op' | 'steps';

/**
 * Of scores [n, heads, rows, columns] the shares, each row a sum of 1, as [n, heads, columns, rows]. An exporter joins
 * the transposes that stand one behind the other.
 */
export function shares(net: Draft, scores: ValueId, form: SoftmaxForm): ValueId {
  if (form === 'op') return net.transpose(net.softmax(scores, 3), 0, 1, 3, 2);
  const x = net.transpose(scores, 0, 3, 1, 2);
  const power = net.exp(net.sub(x, net.max(x, 1)));
  return net.transpose(net.div(power, net.sum(power, 1)), 0, 2, 1, 3);
}

/** Every pixel attends to all; keys are half as wide as values, whose depthwise 3×3 says where they are. */
function attention(net: Draft, x: ValueId, form: SoftmaxForm): ValueId {
  const [, c, h, w] = net.shape(x);
  const heads = Math.floor(c / HEAD);
  const width = c / heads;
  const keys = width / 2;
  const qkv = net.reshape(net.conv(x, c + 2 * keys * heads), 1, heads, 2 * keys + width, h * w);
  const [q, k, v] = net.splitAt(qkv, 2, keys, keys, width);
  const scores = net.times(net.matmul(net.transpose(q, 0, 1, 3, 2), k), keys ** -0.5);
  const mixed = net.matmul(v, shares(net, scores, form));
  const place = net.conv(net.reshape(v, 1, c, h, w), c, { kernel: 3, group: c });
  return net.conv(net.add(net.reshape(mixed, 1, c, h, w), place), c);
}

/** `inner` channels between two 1×1, beside a shortcut. */
export function feedForward(net: Draft, x: ValueId, inner: number): ValueId {
  return net.add(x, net.conv(net.conv(x, inner, { act: 'swish' }), net.channels(x)));
}

/** Attention and a feed-forward of twice the width, each beside a shortcut. */
export const attends = (net: Draft, x: ValueId, form: SoftmaxForm): ValueId =>
  feedForward(net, net.add(x, attention(net, x, form)), 2 * net.channels(x));

/** Half of the channels goes through `count` blocks of attention and a feed-forward (C2PSA; with one, PSA). */
export function halfAttends(net: Draft, x: ValueId, count: number, form: SoftmaxForm): ValueId {
  const c = net.channels(x);
  const [past, half] = net.split(net.conv(x, c, { act: 'swish' }), c / 2, c / 2);
  let y = half;
  for (let i = 0; i < count; i++) y = attends(net, y, form);
  return net.conv(net.concat(past, y), c, { act: 'swish' });
}
