import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { feedForward, shares } from './attention';
import { type Yolo11Size, stages } from './yolo-11';
import { pyramid, twoBottlenecks } from './yolo-blocks';
import { lightDetect } from './yolo-heads';

/** Channels of one head. */
const HEAD = 32;

/** Pixels of one of `areas` bands attend to each other; a depthwise 7×7 of the values says where they are. */
function areaAttention(net: Draft, x: ValueId, areas: number): ValueId {
  const [, c, h, w] = net.shape(x);
  const pixels = (h * w) / areas;
  const heads = c / HEAD;
  const flat = net.transpose(net.reshape(net.conv(x, 3 * c), 1, 3 * c, h * w), 0, 2, 1);
  const tokens = areas > 1 ? net.reshape(flat, areas, pixels, 3 * c) : flat;
  const qkv = net.transpose(net.reshape(tokens, areas, pixels, heads, 3 * HEAD), 0, 2, 3, 1);
  const [q, k, v] = net.splitAt(qkv, 2, HEAD, HEAD, HEAD);
  const scores = net.times(net.matmul(net.transpose(q, 0, 1, 3, 2), k), HEAD ** -0.5);
  const mixed = net.matmul(v, shares(net, scores, 'steps'));
  const image = (y: ValueId) => {
    const back = net.transpose(y, 0, 3, 1, 2);
    const whole = areas > 1 ? net.reshape(back, 1, h * w, c) : back;
    return net.transpose(net.reshape(whole, 1, h, w, c), 0, 3, 1, 2);
  };
  return net.conv(net.add(image(mixed), net.conv(image(v), c, { kernel: 7, group: c })), c);
}

/** Half the channels through `count` blocks one behind the other; everything on the way is joined. */
export function chain(
  net: Draft,
  x: ValueId,
  channels: number,
  count: number,
  block: (y: ValueId) => ValueId,
): ValueId {
  const parts = [net.conv(x, channels / 2, { act: 'swish' })];
  for (let i = 0; i < count; i++) parts.push(block(parts[i]));
  return net.conv(net.concat(...parts), channels, { act: 'swish' });
}

/** YOLO12 of Ultralytics (yolo12.yaml), 640×640: area attention at strides 16 and 32. */
export function yolo12(size: Yolo11Size): Graph<'imported'> {
  const net = new Draft(`yolo12${size}`, 640);
  const { channels, count, down, stage } = stages(net, size);
  const large = size === 'l' || size === 'x';
  const attends = (x: ValueId, areas: number) => {
    const block = (y: ValueId) =>
      feedForward(net, net.add(y, areaAttention(net, y, areas)), Math.floor(net.channels(y) * (large ? 1.2 : 2)));
    const y = chain(net, x, net.channels(x), count(4), (part) => block(block(part)));
    return large ? net.add(x, net.scale(y)) : y;
  };
  const join = (x: ValueId, base: number) =>
    chain(net, x, channels(base), count(2), (part) => twoBottlenecks(net, part));
  const p2 = stage(down(down(net.image, 64), 128), 256, false, 0.25);
  const p3 = stage(down(p2, 256), 512, false, 0.25);
  const p4 = attends(down(p3, 512), 4);
  const levels = pyramid(net, [p3, p4, attends(down(p4, 1024), 1)], {
    up4: (x) => join(x, 512),
    up3: (x) => join(x, 256),
    down3: (x) => [down(x, 256)],
    low4: (x) => join(x, 512),
    down4: (x) => [down(x, 512)],
    low5: (x) => stage(x, 1024, true),
  });
  return net.finish(lightDetect(net, levels));
}
