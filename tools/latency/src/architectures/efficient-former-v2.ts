import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { beside, twoHeads } from './efficient-former';

/** Of a size: blocks and channels of every stage, and how many blocks at the end of the last two attend. */
const SIZES = {
  s0: { blocks: [2, 2, 6, 4], widths: [32, 48, 96, 176], attending: 2 },
  s1: { blocks: [3, 3, 9, 6], widths: [32, 48, 120, 224], attending: 2 },
  s2: { blocks: [4, 4, 12, 8], widths: [32, 64, 144, 288], attending: 4 },
} as const;

/**
 * How much wider the middle of a block is, as the search of Li et al. found it: three times in the blocks from the
 * first to before the second of these, of the last two stages; else four times.
 */
const NARROW = {
  s0: [
    [1, 4],
    [1, 3],
  ],
  s1: [
    [2, 6],
    [2, 4],
  ],
  s2: [
    [2, 8],
    [2, 6],
  ],
} as const;

const HEADS = 8;

export type EfficientFormerV2Size = keyof typeof SIZES;

/** Two 1×1 with a depthwise 3×3 between them. */
function feedForward(net: Draft, x: ValueId, ratio: number): ValueId {
  const inner = ratio * net.channels(x);
  const wide = net.conv(x, inner, { act: 'gelu' });
  return net.conv(net.conv(wide, inner, { kernel: 3, group: inner, act: 'gelu' }), net.channels(x));
}

interface Attention {
  /** Channels of one head: keys, and values. */
  readonly keys: number;
  readonly values: number;
  /** Channels of the answer. */
  readonly channels: number;
  /** Pixels that ask; where they are less, values reach them by a stride of 2. */
  readonly asking: ValueId;
  /** Whether heads are mixed before and after the softmax. */
  readonly talk: boolean;
  /** What happens to the answer before it is activated. */
  readonly after?: (y: ValueId) => ValueId;
}

/** Pixels of `asking` attend to those of x with a bias for every pair; values get a depthwise 3×3 of their own. */
function attention(net: Draft, x: ValueId, { keys, values, channels, asking, talk, after }: Attention): ValueId {
  const [, , height, width] = net.shape(asking);
  const [, , h, w] = net.shape(x);
  const pixels = height * width;
  const rows = (y: ValueId, size: number, count: number) => net.reshape(y, 1, HEADS, size, count);
  const turned = (y: ValueId) => net.transpose(y, 0, 1, 3, 2);
  const q = turned(rows(net.conv(asking, HEADS * keys), keys, pixels));
  const k = rows(net.conv(x, HEADS * keys), keys, h * w);
  const v = net.conv(x, HEADS * values);
  const local = net.conv(v, HEADS * values, { kernel: 3, stride: h / height, group: HEADS * values });
  const scores = net.add(net.times(net.matmul(q, k), keys ** -0.5), net.noise([HEADS, pixels, h * w]));
  const mix = (y: ValueId) => (talk ? net.conv(y, HEADS) : y);
  const mixed = net.matmul(mix(net.softmax(mix(scores), 3)), turned(rows(v, values, h * w)));
  const y = net.add(net.reshape(turned(mixed), 1, HEADS * values, height, width), local);
  return net.conv(net.act(after ? after(y) : y, 'gelu'), channels);
}

/** Pixels of a map attend to each other, at half the size where `halved`. */
function attends(net: Draft, x: ValueId, halved: boolean): ValueId {
  const [, channels, h, w] = net.shape(x);
  const few = halved ? net.conv(x, channels, { kernel: 3, stride: 2, group: channels }) : x;
  const after = (y: ValueId) => net.resize(y, h, w, { mode: 'linear', coordinate: 'half_pixel' });
  const size = { keys: 32, values: 128, channels, asking: few, talk: true };
  return attention(net, few, halved ? { ...size, after } : size);
}

/** To the next stage: a 3×3 of stride 2, and beside it, where `attending`, pixels of the new size attend to all. */
function down(net: Draft, x: ValueId, channels: number, attending: boolean): ValueId {
  const y = net.conv(x, channels, { kernel: 3, stride: 2 });
  if (!attending) return y;
  const own = net.channels(x);
  const asking = net.add(net.conv(x, own, { kernel: 3, stride: 2, group: own }), net.averagePool(x, 1, 2));
  return net.add(attention(net, x, { keys: 16, values: 64, channels, asking, talk: false }), y);
}

/** Li et al. 2023 (EfficientFormerV2): the authors count the deployed parameters, batch normalisation folded. */
export function efficientFormerV2(size: EfficientFormerV2Size): Graph<'imported'> {
  const net = new Draft(`efficientformerv2_${size}`, 224);
  const { blocks, widths, attending } = SIZES[size];
  let x = net.conv(net.image, widths[0] / 2, { kernel: 3, stride: 2, act: 'gelu' });
  x = net.conv(x, widths[0], { kernel: 3, stride: 2, act: 'gelu' });
  blocks.forEach((count, stage) => {
    if (stage > 0) x = down(net, x, widths[stage], stage === 3);
    const [from, to] = stage >= 2 ? NARROW[size][stage - 2] : [0, 0];
    for (let i = 0; i < count; i++) {
      if (stage >= 2 && i >= count - attending) x = beside(net, x, attends(net, x, stage === 2));
      x = beside(net, x, feedForward(net, x, i >= from && i < to ? 3 : 4));
    }
  });
  return net.finish([twoHeads(net, net.mean(net.batchNorm(x), [2, 3], false))]);
}
