import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** What has its channels last, every one times a number of its own. */
const scaled = (net: Draft, x: ValueId) => net.mul(net.noise([net.shape(x).at(-1)!]), x);

/** Four times the channels, which are last, between two linear layers behind a norm; as [n, c, h, w]. */
function feedForward(net: Draft, x: ValueId): ValueId {
  const own = net.shape(x).at(-1)!;
  const wide = net.act(net.project(net.layerNorm(x), 4 * own), 'gelu');
  return net.transpose(scaled(net, net.project(wide, own)), 0, 3, 1, 2);
}

function convBlock(net: Draft, x: ValueId, kernel: number): ValueId {
  const y = net.conv(x, net.channels(x), { kernel, group: net.channels(x) });
  return net.add(x, feedForward(net, net.toNhwc(y)));
}

/** Channels of [1, n, c] attend to each other by the cosine of the angle between them, times a number of each head. */
function attention(net: Draft, x: ValueId, heads: number): ValueId {
  const [, n, c] = net.shape(x);
  const qkv = net.reshape(net.project(x, 3 * c), 1, n, 3, heads, c / heads);
  const [q, k, v] = net.unstack(net.transpose(qkv, 2, 0, 3, 4, 1));
  const cosines = net.matmul(net.unitLength(q), net.transpose(net.unitLength(k), 0, 1, 3, 2));
  const shares = net.softmax(net.mul(cosines, net.noise([heads, 1, 1])), 3);
  return net.project(net.reshape(net.transpose(net.matmul(shares, v), 0, 3, 1, 2), 1, n, c), c);
}

/** Parts of the channels, each convolved with what came of the part before; the last is left as it is. */
function convolvedParts(net: Draft, x: ValueId, count: number): ValueId {
  const size = Math.ceil(net.channels(x) / count);
  const sizes = Array.from({ length: count }, (_, i) => Math.min(size, net.channels(x) - i * size));
  const parts = net.split(x, ...sizes);
  const done: ValueId[] = [];
  for (const part of parts.slice(0, -1)) {
    const before = done.at(-1);
    done.push(net.conv(before ? net.add(before, part) : part, size, { kernel: 3, group: size }));
  }
  return net.concat(...done, parts.at(-1)!);
}

/** With `placed`, where a pixel is is told by a constant: waves, through a 1×1, which an importer reckons out. */
function splitBlock(net: Draft, x: ValueId, parts: number, heads: number, placed: boolean): ValueId {
  const [, c, h, w] = net.shape(x);
  let y = net.transpose(net.reshape(convolvedParts(net, x, parts), 1, c, h * w), 0, 2, 1);
  if (placed) y = net.add(y, net.noise([1, h * w, c]));
  y = net.add(y, scaled(net, attention(net, net.layerNorm(y), heads)));
  return net.add(x, feedForward(net, net.reshape(y, 1, h, w, c)));
}

/**
 * Maaz et al. 2022 (EdgeNeXt): depthwise convolutions of 3×3, 5×5, 7×7 and 9×9; from the second stage on the last block
 * lets channels attend to each other.
 */
export function edgeNext(
  name: string,
  blocks: readonly number[],
  widths: readonly number[],
  heads: number,
): Graph<'imported'> {
  const net = new Draft(name, 224);
  let x = net.channelNorm(net.conv(net.image, widths[0], { kernel: 4, stride: 4, pad: 0 }));
  blocks.forEach((count, stage) => {
    if (stage > 0) x = net.conv(net.channelNorm(x), widths[stage], { kernel: 2, stride: 2, pad: 0 });
    const plain = stage === 0 ? count : count - 1;
    for (let i = 0; i < plain; i++) x = convBlock(net, x, 3 + 2 * stage);
    if (stage > 0) x = splitBlock(net, x, stage + 1, heads, stage === 1);
  });
  return net.finish([net.linear(net.channelNorm(net.globalAveragePool(x)), 1000)]);
}

export const edgeNextXxSmall = () => edgeNext('edgenext_xx_small', [2, 2, 6, 2], [24, 48, 88, 168], 4);
export const edgeNextXSmall = () => edgeNext('edgenext_x_small', [3, 3, 9, 3], [32, 64, 100, 192], 4);
export const edgeNextBase = () => edgeNext('edgenext_base', [3, 3, 9, 3], [80, 160, 288, 584], 8);
