import type { Graph, ValueId } from '@openbpu/ir';
import { type Activation, Draft } from '../draft';
import { anchors, detect } from './yolo-heads';
import { sppf } from './yolo-v8';

/** Depth and width of every size. */
const SIZES = { n: [0.33, 0.25], s: [0.33, 0.5], m: [0.67, 0.75], l: [1, 1], x: [1.33, 1.25] } as const;

export type YoloV5Size = keyof typeof SIZES;

/**
 * Two halves, one through `count` bottlenecks of 1×1 and 3×3. `plain`: as before release 4, both halves end in a
 * convolution of nothing else, and are normalised together.
 */
function csp(
  net: Draft,
  x: ValueId,
  channels: number,
  count: number,
  shortcut: boolean,
  act: Activation,
  plain: boolean,
): ValueId {
  const half = channels / 2;
  let y = net.conv(x, half, { act });
  for (let i = 0; i < count; i++) {
    const z = net.conv(net.conv(y, half, { act }), half, { kernel: 3, act });
    y = shortcut ? net.add(y, z) : z;
  }
  const joined = plain
    ? net.act(net.batchNorm(net.concat(net.conv(y, half, { bias: false }), net.conv(x, half, { bias: false }))), act)
    : net.concat(y, net.conv(x, half, { act }));
  return net.conv(joined, channels, { act });
}

/** Three max pools side by side, as before release 6. */
function spp(net: Draft, x: ValueId, channels: number, act: Activation): ValueId {
  const y = net.conv(x, net.channels(x) / 2, { act });
  return net.conv(net.concat(y, ...[5, 9, 13].map((kernel) => net.maxPool(y, kernel, 1))), channels, { act });
}

/** Four pixels beside each other as channels of one. */
function focus(net: Draft): ValueId {
  const rows = [0, 1].map((start) => net.everySecond(net.image, 2, start));
  return net.concat(...[0, 1].flatMap((start) => rows.map((half) => net.everySecond(half, 3, start))));
}

/**
 * YOLOv5 of Ultralytics, 640×640: release 2.0 (LeakyRelu, Focus), or from 6.0 on (7.0, and 'u' with the head of
 * YOLOv8).
 */
export function yoloV5(size: YoloV5Size, release: '2.0' | '7.0' | 'u'): Graph<'imported'> {
  const old = release === '2.0';
  const net = new Draft(`yolov5${size}_${release}`, 640);
  const [depth, width] = SIZES[size];
  const act = old ? 'leakyRelu' : 'swish';
  const channels = (base: number) => Math.ceil((base * width) / 8) * 8;
  const stage = (x: ValueId, base: number, repeats: number, shortcut = true) =>
    csp(net, x, channels(base), Math.max(1, Math.round(repeats * depth)), shortcut, act, old);
  const down = (x: ValueId, base: number) => net.conv(x, channels(base), { kernel: 3, stride: 2, act });
  const narrow = (x: ValueId, base: number) => net.conv(x, channels(base), { act });
  const stem = old
    ? net.conv(focus(net), channels(64), { kernel: 3, act })
    : net.conv(net.image, channels(64), { kernel: 6, stride: 2, pad: 2, act });
  const p3 = stage(down(stage(down(stem, 128), 128, 3), 256), 256, old ? 9 : 6);
  const p4 = stage(down(p3, 512), 512, 9);
  const p5 = down(p4, 1024);
  const top = old
    ? stage(spp(net, p5, channels(1024), act), 1024, 3, false)
    : sppf(net, stage(p5, 1024, 3), channels(1024));
  const [a5, join] = [
    narrow(top, 512),
    (a: ValueId, b: ValueId, base: number) => stage(net.concat(a, b), base, 3, false),
  ];
  const a4 = narrow(join(net.upsample(a5), p4, 512), 256);
  const n3 = join(net.upsample(a4), p3, 256);
  const n4 = join(down(n3, 256), a4, 512);
  const levels = [n3, n4, join(down(n4, 512), a5, 1024)];
  return net.finish((release === 'u' ? detect : anchors)(net, levels));
}
