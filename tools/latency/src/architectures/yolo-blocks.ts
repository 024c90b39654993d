import type { ValueId } from '@openbpu/ir';
import type { Draft } from '../draft';

/** What the size of a network makes of the numbers of its table. */
export interface Scale {
  /** Channels, a multiple of 8. */
  readonly channels: (base: number) => number;
  /** Repeats of a block, at least 1. */
  readonly count: (base: number) => number;
}

/** Of depth, width, and the most channels before the width. */
export const scaled = ([depth, width, most]: readonly [number, number, number]): Scale => ({
  channels: (base) => Math.ceil((Math.min(base, most) * width) / 8) * 8,
  count: (base) => Math.max(1, Math.round(base * depth)),
});

/** Two 3×3, `inner` channels between them. */
export function bottleneck(net: Draft, x: ValueId, inner: number, shortcut = true): ValueId {
  const y = net.conv(net.conv(x, inner, { kernel: 3, act: 'swish' }), net.channels(x), { kernel: 3, act: 'swish' });
  return shortcut ? net.add(x, y) : y;
}

/** One of two halves goes through `count` blocks one behind the other; everything on the way is joined. */
export function crossStage(
  net: Draft,
  x: ValueId,
  channels: number,
  count: number,
  block: (y: ValueId) => ValueId,
  half = channels / 2,
): ValueId {
  const parts: ValueId[] = [...net.halves(net.conv(x, 2 * half, { act: 'swish' }))];
  for (let i = 0; i < count; i++) parts.push(block(parts.at(-1)!));
  return net.conv(net.concat(...parts), channels, { act: 'swish' });
}

/** Half as many channels through two bottlenecks, as many past them. */
export function twoBottlenecks(net: Draft, x: ValueId, channels = net.channels(x)): ValueId {
  const half = channels / 2;
  const through = bottleneck(net, bottleneck(net, net.conv(x, half, { act: 'swish' }), half), half);
  return net.conv(net.concat(through, net.conv(x, half, { act: 'swish' })), channels, { act: 'swish' });
}

/**
 * What the stages of a feature pyramid are made of: how features of two levels are joined, and made smaller, in parts
 * that are joined with the others at once.
 */
export interface Pyramid {
  readonly up4: (x: ValueId) => ValueId;
  readonly up3: (x: ValueId) => ValueId;
  readonly down3: (x: ValueId) => readonly ValueId[];
  readonly low4: (x: ValueId) => ValueId;
  readonly down4: (x: ValueId) => readonly ValueId[];
  readonly low5: (x: ValueId) => ValueId;
}

/** Strides 8, 16 and 32, from coarse to fine and back. */
export function pyramid(net: Draft, [p3, p4, p5]: readonly ValueId[], stages: Pyramid): ValueId[] {
  const middle = stages.up4(net.concat(net.upsample(p5), p4));
  const n3 = stages.up3(net.concat(net.upsample(middle), p3));
  const n4 = stages.low4(net.concat(...stages.down3(n3), middle));
  return [n3, n4, stages.low5(net.concat(...stages.down4(n4), p5))];
}
