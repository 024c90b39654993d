import type { ValueId } from '@openbpu/ir';
import type { Draft } from '../draft';

/**
 * Coefficients of the masks, numbers of a skeleton (17 points of 3), bins of a box (4 sides of 16), or its sides alone.
 */
const MASKS = 32;
const POINTS = 51;
const BOX = 64;
const SIDES = 4;

/** Raw maps of the levels of a network. */
export type Head = (net: Draft, levels: readonly ValueId[]) => readonly ValueId[];

type Branch = (net: Draft, x: ValueId, inner: number, outputs: number) => ValueId;

const branch: Branch = (net, x, inner, outputs) =>
  net.toNhwc(
    net.conv(net.conv(net.conv(x, inner, { kernel: 3, act: 'swish' }), inner, { kernel: 3, act: 'swish' }), outputs),
  );

/** A depthwise 3×3 and a 1×1 in place of each 3×3. */
const lightBranch: Branch = (net, x, inner, outputs) => {
  const pair = (y: ValueId) =>
    net.conv(net.conv(y, net.channels(y), { kernel: 3, group: net.channels(y), act: 'swish' }), inner, {
      act: 'swish',
    });
  return net.toNhwc(net.conv(pair(pair(x)), outputs));
};

/**
 * The raw head as it is exported for the BPU: per scale classes, box and what the task adds, NHWC, nothing behind the
 * convolutions.
 */
const heads =
  (of: Branch, classes: number, also?: { readonly inner: number; readonly outputs: number }, box = BOX): Head =>
  (net, levels) => {
    const first = net.channels(levels[0]);
    return levels.flatMap((x) => [
      of(net, x, Math.max(first, Math.min(classes, 100)), classes),
      branch(net, x, Math.max(16, Math.floor(first / 4), box), box),
      ...(also ? [branch(net, x, Math.max(Math.floor(first / 4), also.inner), also.outputs)] : []),
    ]);
  };

/** With the prototypes, at twice the size of the first level. */
const segmentBy =
  (of: Branch) =>
  (prototypes: number): Head =>
  (net, levels) => {
    const up = net.deconv(net.conv(levels[0], prototypes, { kernel: 3, act: 'swish' }), prototypes);
    const masks = net.conv(net.conv(up, prototypes, { kernel: 3, act: 'swish' }), MASKS, { act: 'swish' });
    return [...heads(of, 80, { inner: MASKS, outputs: MASKS })(net, levels), net.toNhwc(masks)];
  };

export const detect = heads(branch, 80);
export const pose = heads(branch, 1, { inner: POINTS, outputs: POINTS });
export const segment = segmentBy(branch);

/** Heads of YOLOv10 and later: classes by light branches. */
export const lightDetect = heads(lightBranch, 80);
export const lightPose = heads(lightBranch, 1, { inner: POINTS, outputs: POINTS });
export const lightSegment = segmentBy(lightBranch);

/** Heads of YOLO26: the sides of a box themselves; a skeleton is found with the spread of each of its points. */
export const directDetect = heads(lightBranch, 80, undefined, SIDES);
export const directPose = heads(lightBranch, 1, { inner: 85, outputs: POINTS }, SIDES);

/** Three anchors a cell, each 80 classes, objectness and a box. */
export const anchors = (net: Draft, levels: readonly ValueId[]) => levels.map((x) => net.toNhwc(net.conv(x, 255)));

/** 1000 classes. */
export const classify = (net: Draft, levels: readonly ValueId[]) => [
  net.linear(net.globalAveragePool(net.conv(levels.at(-1)!, 1280, { act: 'swish' })), 1000),
];
