import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { type Scale, bottleneck, crossStage, pyramid, scaled } from './yolo-blocks';
import { type Head, classify, detect, pose, segment } from './yolo-heads';

/** Depth, width and the most channels of every size. */
export const SIZES = {
  n: [0.33, 0.25, 1024],
  s: [0.33, 0.5, 1024],
  m: [0.67, 0.75, 768],
  l: [1, 1, 512],
  x: [1, 1.25, 512],
} as const;

export type YoloV8Size = keyof typeof SIZES;

/** Half of the channels goes through `count` bottlenecks of two 3×3; everything on the way is joined. */
export const c2f = (net: Draft, x: ValueId, channels: number, count: number, shortcut: boolean): ValueId =>
  crossStage(net, x, channels, count, (y) => bottleneck(net, y, net.channels(y), shortcut));

/** Three max pools one behind the other, all joined. */
export function pools(net: Draft, x: ValueId, channels: number): ValueId {
  const parts = [x];
  for (let i = 0; i < 3; i++) parts.push(net.maxPool(parts[i], 5, 1));
  return net.conv(net.concat(...parts), channels, { act: 'swish' });
}

/** Pools behind a 1×1 convolution. */
export const sppf = (net: Draft, x: ValueId, channels: number, inner = net.channels(x) / 2): ValueId =>
  pools(net, net.conv(x, inner, { act: 'swish' }), channels);

/** Strides 8, 16 and 32 behind the stages of the backbone. */
function backbone(net: Draft, { channels, count }: Scale): ValueId[] {
  const down = (x: ValueId, base: number) => net.conv(x, channels(base), { kernel: 3, stride: 2, act: 'swish' });
  const stage = (x: ValueId, base: number, repeats: number) =>
    c2f(net, down(x, base), channels(base), count(repeats), true);
  const p3 = stage(stage(down(net.image, 64), 128, 3), 256, 6);
  const p4 = stage(p3, 512, 6);
  return [p3, p4, stage(p4, 1024, 3)];
}

/** YOLOv8 of Ultralytics (yolov8.yaml), 640×640, with the head given. */
function yoloV8(name: string, size: YoloV8Size, head: Head): Graph<'imported'> {
  const net = new Draft(name, 640);
  const scale = scaled(SIZES[size]);
  const { channels, count } = scale;
  const [p3, p4, top] = backbone(net, scale);
  const p5 = sppf(net, top, channels(1024));
  const join = (x: ValueId, base: number) => c2f(net, x, channels(base), count(3), false);
  const down = (x: ValueId, base: number) => net.conv(x, channels(base), { kernel: 3, stride: 2, act: 'swish' });
  const levels = pyramid(net, [p3, p4, p5], {
    up4: (x) => join(x, 512),
    up3: (x) => join(x, 256),
    down3: (x) => [down(x, 256)],
    low4: (x) => join(x, 512),
    down4: (x) => [down(x, 512)],
    low5: (x) => join(x, 1024),
  });
  return net.finish(head(net, levels));
}

/** yolov8-cls.yaml, 224×224. */
export function yoloV8Cls(size: YoloV8Size): Graph<'imported'> {
  const net = new Draft(`yolov8${size}_cls`, 224);
  return net.finish(classify(net, backbone(net, scaled([SIZES[size][0], SIZES[size][1], 1024]))));
}

export const yoloV8Detect = (size: YoloV8Size) => yoloV8(`yolov8${size}`, size, detect);
export const yoloV8Pose = (size: YoloV8Size) => yoloV8(`yolov8${size}_pose`, size, pose);
export const yoloV8Segment = (size: YoloV8Size) =>
  yoloV8(`yolov8${size}_seg`, size, segment(scaled(SIZES[size]).channels(256)));
