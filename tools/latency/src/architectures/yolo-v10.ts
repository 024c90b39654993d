import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { halfAttends } from './attention';
import { type Pyramid, crossStage, pyramid, scaled } from './yolo-blocks';
import { lightDetect } from './yolo-heads';
import { SIZES, type YoloV8Size, c2f, sppf } from './yolo-v8';

type Stage = 'p2' | 'p3' | 'p4' | 'p5' | keyof Pyramid;

/** The stages of every size whose bottlenecks are inverted, and the larger kernel of these. */
const INVERTED: Readonly<Record<YoloV8Size, { readonly stages: readonly Stage[]; readonly kernel: number }>> = {
  n: { stages: ['low5'], kernel: 7 },
  s: { stages: ['p5', 'low5'], kernel: 7 },
  m: { stages: ['p5', 'low4', 'low5'], kernel: 3 },
  l: { stages: ['p5', 'up4', 'low4', 'low5'], kernel: 3 },
  x: { stages: ['p4', 'p5', 'up4', 'low4', 'low5'], kernel: 3 },
};

/** Depthwise, 1×1 to twice the width, depthwise of `kernel`, 1×1 back, depthwise (CIB). */
function inverted(net: Draft, x: ValueId, kernel: number): ValueId {
  const c = net.channels(x);
  const depthwise = (y: ValueId, size: number) =>
    net.conv(y, net.channels(y), { kernel: size, group: net.channels(y), act: 'swish' });
  const wide = depthwise(net.conv(depthwise(x, 3), 2 * c, { act: 'swish' }), kernel);
  return net.add(x, depthwise(net.conv(wide, c, { act: 'swish' }), 3));
}

/** Channels by a 1×1, size by a depthwise 3×3 without activation (SCDown). */
const apart = (net: Draft, x: ValueId, channels: number) =>
  net.conv(net.conv(x, channels, { act: 'swish' }), channels, { kernel: 3, stride: 2, group: channels });

/** YOLOv10 (yolov10.yaml of its size), 640×640, with the head that needs no suppression. */
export function yoloV10(size: YoloV8Size): Graph<'imported'> {
  const net = new Draft(`yolov10${size}`, 640);
  const { channels, count } = scaled(SIZES[size]);
  const { stages, kernel } = INVERTED[size];
  const stage = (name: Stage, x: ValueId, base: number, repeats = 3, shortcut = false) =>
    stages.includes(name)
      ? crossStage(net, x, channels(base), count(repeats), (y) => inverted(net, y, kernel))
      : c2f(net, x, channels(base), count(repeats), shortcut);
  const down = (x: ValueId, base: number) => net.conv(x, channels(base), { kernel: 3, stride: 2, act: 'swish' });
  const p2 = stage('p2', down(down(net.image, 64), 128), 128, 3, true);
  const p3 = stage('p3', down(p2, 256), 256, 6, true);
  const p4 = stage('p4', apart(net, p3, channels(512)), 512, 6, true);
  const top = sppf(net, stage('p5', apart(net, p4, channels(1024)), 1024, 3, true), channels(1024));
  const levels = pyramid(net, [p3, p4, halfAttends(net, top, 1, 'steps')], {
    up4: (x) => stage('up4', x, 512),
    up3: (x) => stage('up3', x, 256),
    down3: (x) => [down(x, 256)],
    low4: (x) => stage('low4', x, 512),
    down4: (x) => [apart(net, x, channels(512))],
    low5: (x) => stage('low5', x, 1024),
  });
  return net.finish(lightDetect(net, levels));
}
