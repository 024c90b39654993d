import type { ValueId } from '@openbpu/ir';
import type { Draft } from '../draft';

/** Coefficients of the masks, numbers of a skeleton (17 points of 3), bins of a box (4 sides of 16). */
const MASKS = 32;
const POINTS = 51;
const BOX = 64;

const branch = (net: Draft, x: ValueId, inner: number, outputs: number) =>
  net.toNhwc(
    net.conv(net.conv(net.conv(x, inner, { kernel: 3, act: 'swish' }), inner, { kernel: 3, act: 'swish' }), outputs),
  );

/**
 * The raw head as it is exported for the BPU: per scale classes, box and what the task adds, NHWC, nothing behind the
 * convolutions.
 */
function heads(
  net: Draft,
  levels: readonly ValueId[],
  classes: number,
  also?: { readonly inner: number; readonly outputs: number },
): ValueId[] {
  const first = net.channels(levels[0]);
  return levels.flatMap((x) => [
    branch(net, x, Math.max(first, Math.min(classes, 100)), classes),
    branch(net, x, Math.max(16, Math.floor(first / 4), BOX), BOX),
    ...(also ? [branch(net, x, Math.max(Math.floor(first / 4), also.inner), also.outputs)] : []),
  ]);
}

export const detect = (net: Draft, levels: readonly ValueId[]) => heads(net, levels, 80);

export const pose = (net: Draft, levels: readonly ValueId[]) =>
  heads(net, levels, 1, { inner: POINTS, outputs: POINTS });

/** With the prototypes, at twice the size of the first level. */
export const segment = (prototypes: number) => (net: Draft, levels: readonly ValueId[]) => {
  const up = net.deconv(net.conv(levels[0], prototypes, { kernel: 3, act: 'swish' }), prototypes);
  const masks = net.conv(net.conv(up, prototypes, { kernel: 3, act: 'swish' }), MASKS, { act: 'swish' });
  return [...heads(net, levels, 80, { inner: MASKS, outputs: MASKS }), net.toNhwc(masks)];
};

/** Three anchors a cell, each 80 classes, objectness and a box. */
export const anchors = (net: Draft, levels: readonly ValueId[]) => levels.map((x) => net.toNhwc(net.conv(x, 255)));

/** 1000 classes. */
export const classify = (net: Draft, levels: readonly ValueId[]) => [
  net.linear(net.globalAveragePool(net.conv(levels.at(-1)!, 1280, { act: 'swish' })), 1000),
];
