import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { detect, segment } from './yolo-heads';
import { sppf } from './yolo-v8';

const conv3 = (net: Draft, x: ValueId, channels: number, stride = 1) =>
  net.conv(x, channels, { kernel: 3, stride, act: 'swish' });

/** A cross-stage block of `count` bottlenecks of two 3×3, deployed, and a 3×3 behind it. */
function repCsp(net: Draft, x: ValueId, channels: number, count: number): ValueId {
  const half = channels / 2;
  let y = net.conv(x, half, { act: 'swish' });
  for (let i = 0; i < count; i++) y = net.add(y, conv3(net, conv3(net, y, half), half));
  return conv3(net, net.conv(net.concat(y, net.conv(x, half, { act: 'swish' })), channels, { act: 'swish' }), channels);
}

/** Two halves, the second through two blocks, all four joined; without `count` the blocks are 3×3 convolutions. */
function elan(net: Draft, x: ValueId, channels: number, wide: number, count?: number): ValueId {
  const [a, b] = net.split(net.conv(x, wide, { act: 'swish' }), wide / 2, wide / 2);
  const block = (y: ValueId) => (count === undefined ? conv3(net, y, wide / 2) : repCsp(net, y, wide / 2, count));
  const c = block(b);
  return net.conv(net.concat(a, b, c, block(c)), channels, { act: 'swish' });
}

/** Averages, then halves the size: one half of the channels by a convolution, the other by a max pool. */
function aDown(net: Draft, x: ValueId, channels: number): ValueId {
  const y = net.averagePool(x, 2, 1);
  const [a, b] = net.split(y, net.channels(y) / 2, net.channels(y) / 2);
  return net.concat(conv3(net, a, channels / 2, 2), net.conv(net.maxPool(b, 3, 2), channels / 2, { act: 'swish' }));
}

const aConv = (net: Draft, x: ValueId, channels: number) => conv3(net, net.averagePool(x, 2, 1), channels, 2);

/** YOLOv9 t and s, of width 1 and 2 (yolov9t.yaml, yolov9s.yaml). */
function small(net: Draft, width: number): ValueId[] {
  const block = (x: ValueId, channels: number) => elan(net, x, channels * width, channels * width, 3);
  const down = (x: ValueId, channels: number) => aConv(net, x, channels * width);
  const p2 = elan(net, conv3(net, conv3(net, net.image, 16 * width, 2), 32 * width, 2), 32 * width, 32 * width);
  const p3 = block(down(p2, 64), 64);
  const p4 = block(down(p3, 96), 96);
  const p5 = sppf(net, block(down(p4, 128), 128), 128 * width);
  const middle = block(net.concat(net.upsample(p5), p4), 96);
  const n3 = block(net.concat(net.upsample(middle), p3), 64);
  const n4 = block(net.concat(down(n3, 48), middle), 96);
  return [n3, n4, block(net.concat(down(n4, 64), p5), 128)];
}

/** YOLOv9 c (yolov9c.yaml). */
function compact(net: Draft): ValueId[] {
  const block = (x: ValueId, channels: number, wide = 512) => elan(net, x, channels, wide, 1);
  const p2 = block(conv3(net, conv3(net, net.image, 64, 2), 128, 2), 256, 128);
  const p3 = block(aDown(net, p2, 256), 512, 256);
  const p4 = block(aDown(net, p3, 512), 512);
  const p5 = sppf(net, block(aDown(net, p4, 512), 512), 512);
  const middle = block(net.concat(net.upsample(p5), p4), 512);
  const n3 = block(net.concat(net.upsample(middle), p3), 256, 256);
  const n4 = block(net.concat(aDown(net, n3, 256), middle), 512);
  return [n3, n4, block(net.concat(aDown(net, n4, 512), p5), 512)];
}

function finished(
  name: string,
  levels: (net: Draft) => ValueId[],
  head: (net: Draft, levels: readonly ValueId[]) => readonly ValueId[],
): Graph<'imported'> {
  const net = new Draft(name, 640);
  return net.finish(head(net, levels(net)));
}

export const yoloV9t = () => finished('yolov9t', (net) => small(net, 1), detect);
export const yoloV9s = () => finished('yolov9s', (net) => small(net, 2), detect);
export const yoloV9c = () => finished('yolov9c', compact, detect);
export const yoloV9cSegment = () => finished('yolov9c_seg', compact, segment(256));
