import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { feedForward } from './attention';
import { throughGraph } from './hypergraph';
import { SIZES } from './yolo-11';
import { chain } from './yolo-12';
import { crossStage, scaled } from './yolo-blocks';
import { lightDetect } from './yolo-heads';

/** Channels of one head. */
const HEAD = 32;

/** A depthwise convolution, nothing behind it, and a 1×1. */
function separable(net: Draft, x: ValueId, channels: number, kernel: number, stride = 1): ValueId {
  const own = net.channels(x);
  return net.conv(net.conv(x, own, { kernel, stride, group: own, bias: false }), channels, { act: 'swish' });
}

/** A separable 3×3 and 7×7 with a shortcut. */
function pair(net: Draft, x: ValueId): ValueId {
  const c = net.channels(x);
  return net.add(x, separable(net, separable(net, x, c, 3), c, 7));
}

/** So many channels through two pairs, as many past them. */
function twoPairs(net: Draft, x: ValueId, inner: number): ValueId {
  const through = pair(net, pair(net, net.conv(x, inner, { act: 'swish' })));
  return net.conv(net.concat(through, net.conv(x, inner, { act: 'swish' })), net.channels(x), { act: 'swish' });
}

/**
 * Pixels of one of `areas` bands attend to each other, the softmax in steps; a depthwise 5×5 of the values is added. An
 * exporter leaves out transposes there and back.
 */
function areaAttention(net: Draft, x: ValueId, areas: number): ValueId {
  const [, c, h, w] = net.shape(x);
  const pixels = (h * w) / areas;
  const turned = (y: ValueId) => net.transpose(y, 0, 2, 1);
  const flat = (y: ValueId) => net.reshape(y, 1, net.channels(y), h * w);
  const tokens = (y: ValueId) => {
    const all = turned(flat(y));
    return areas > 1 ? net.reshape(all, areas, pixels, net.channels(y)) : all;
  };
  const byHead = (y: ValueId) => net.reshape(y, areas, c / HEAD, HEAD, pixels);
  const both = tokens(net.conv(x, 2 * c));
  const values = net.conv(x, c);
  const place = net.conv(values, c, { kernel: 5, group: c });
  const v = byHead(areas > 1 ? turned(tokens(values)) : flat(values));
  const [q, k] = [0, c].map((start) => byHead(turned(net.slice(both, start, start + c, 2))));
  const scores = net.times(net.matmul(net.transpose(q, 0, 1, 3, 2), k), HEAD ** -0.5);
  const power = net.exp(net.sub(scores, net.max(scores, 3)));
  const shares = net.div(power, net.sum(power, 3));
  const mixed = net.transpose(net.matmul(v, net.transpose(shares, 0, 1, 3, 2)), 0, 3, 1, 2);
  const whole = areas > 1 ? net.reshape(mixed, 1, h * w, c) : mixed;
  return net.conv(net.add(net.transpose(net.reshape(whole, 1, h, w, c), 0, 3, 1, 2), place), c);
}

/**
 * Lei et al. 2025 (YOLOv13), 640×640: three levels meet in a hypergraph, and what comes of it is sent along to both
 * sides of every stage of the neck.
 */
export function yolo13(size: 'n' | 's' | 'l'): Graph<'imported'> {
  const net = new Draft(`yolov13${size}`, 640);
  const { channels, count } = scaled(SIZES[size]);
  const large = size === 'l';
  const stage = (x: ValueId, base: number, deep = true, share = 0.5) =>
    crossStage(
      net,
      x,
      channels(base),
      count(2),
      (y) => (deep || large ? twoPairs(net, y, net.channels(y)) : pair(net, y)),
      channels(base) * share,
    );
  const down = (x: ValueId, base: number, group = 1) =>
    net.conv(x, channels(base), { kernel: 3, stride: 2, group, act: 'swish' });
  const attends = (x: ValueId, areas: number) => {
    const block = (y: ValueId) =>
      feedForward(net, net.add(y, areaAttention(net, y, areas)), net.channels(y) * (large ? 1.5 : 2));
    const y = chain(net, x, net.channels(x), count(4), (part) => block(block(part)));
    return large ? net.add(x, net.scale(y)) : y;
  };
  const sent = (x: ValueId, along: ValueId) => net.add(x, net.mul(net.noise([]), along));

  /** A third of the channels as it is, one through two hypergraphs, one through blocks. */
  const meet = (fine: ValueId, middle: ValueId, coarse: ValueId) => {
    const [, own, h, w] = net.shape(middle);
    const all = net.concat(net.averagePool(fine, 2, 2), middle, net.resize(coarse, h, w));
    const c = own / 2;
    const first = net.conv(net.conv(all, own, { act: 'swish' }), 3 * c, { act: 'swish' });
    const [kept, joined, through] = [0, 1, 2].map((part) => net.slice(first, part * c, (part + 1) * c));
    const edges = size === 'n' ? 4 : 8;
    const parts = [kept, throughGraph(net, joined, edges), through];
    const last = throughGraph(net, joined, edges);
    for (let i = 0; i < count(2); i++) parts.push(twoPairs(net, parts.at(-1)!, c / 2));
    return net.conv(net.concat(...parts, last), own, { act: 'swish' });
  };

  const p2 = stage(down(down(net.image, 64), 128, 2), 256, false, 0.25);
  const p3 = stage(down(p2, 256, 4), 512, false, 0.25);
  const p4 = attends(separable(net, p3, channels(512), 3, 2), 4);
  const p5 = attends(separable(net, p4, channels(1024), 3, 2), 1);
  const middle = meet(p3, p4, p5);
  const fine = net.upsample(middle);
  const small = net.averagePool(middle, 2, 2);
  const coarse = large ? small : net.conv(small, channels(1024), { act: 'swish' });
  const top = sent(p5, coarse);
  const q4 = stage(net.concat(net.upsample(top), sent(p4, middle)), 512);
  const q3 = stage(net.concat(net.upsample(q4), sent(p3, fine)), 256);
  const n3 = sent(q3, net.conv(fine, channels(256), { act: 'swish' }));
  const n4 = stage(net.concat(down(n3, 256), sent(q4, middle)), 512);
  const n5 = stage(net.concat(down(n4, 512), top), 1024);
  return net.finish(lightDetect(net, [n3, sent(n4, middle), sent(n5, coarse)]));
}
