import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { classify, detect, pose, segment } from './yolo-heads';

/** Depth, width and the most channels of every size. */
const SIZES = { n: [0.33, 0.25, 1024], s: [0.33, 0.5, 1024], m: [0.67, 0.75, 768], l: [1, 1, 512] } as const;

export type YoloV8Size = keyof typeof SIZES;

/** Half of the channels goes through `count` bottlenecks of two 3×3; everything on the way is joined. */
export function c2f(net: Draft, x: ValueId, channels: number, count: number, shortcut: boolean): ValueId {
  const half = channels / 2;
  const parts = [...net.split(net.conv(x, channels, { act: 'swish' }), half, half)];
  for (let i = 0; i < count; i++) {
    const last = parts.at(-1)!;
    const y = net.conv(net.conv(last, half, { kernel: 3, act: 'swish' }), half, { kernel: 3, act: 'swish' });
    parts.push(shortcut ? net.add(last, y) : y);
  }
  return net.conv(net.concat(...parts), channels, { act: 'swish' });
}

/** Three max pools in a row, joined. */
export function sppf(net: Draft, x: ValueId, channels: number, inner = net.channels(x) / 2): ValueId {
  const parts = [net.conv(x, inner, { act: 'swish' })];
  for (let i = 0; i < 3; i++) parts.push(net.maxPool(parts[i], 5, 1));
  return net.conv(net.concat(...parts), channels, { act: 'swish' });
}

function scaled(size: YoloV8Size, most: number) {
  const [depth, width] = SIZES[size];
  return {
    channels: (base: number) => Math.ceil((Math.min(base, most) * width) / 8) * 8,
    count: (base: number) => Math.max(1, Math.round(base * depth)),
  };
}

/** Strides 8, 16 and 32 behind the stages of the backbone. */
function backbone(net: Draft, { channels, count }: ReturnType<typeof scaled>): ValueId[] {
  const down = (x: ValueId, base: number) => net.conv(x, channels(base), { kernel: 3, stride: 2, act: 'swish' });
  const stage = (x: ValueId, base: number, repeats: number) =>
    c2f(net, down(x, base), channels(base), count(repeats), true);
  const p3 = stage(stage(down(net.image, 64), 128, 3), 256, 6);
  const p4 = stage(p3, 512, 6);
  return [p3, p4, stage(p4, 1024, 3)];
}

/** YOLOv8 of Ultralytics (yolov8.yaml), 640×640, with the head given. */
export function yoloV8(
  name: string,
  size: YoloV8Size,
  head: (net: Draft, levels: readonly ValueId[]) => readonly ValueId[],
): Graph<'imported'> {
  const net = new Draft(name, 640);
  const scale = scaled(size, SIZES[size][2]);
  const { channels, count } = scale;
  const [p3, p4, top] = backbone(net, scale);
  const p5 = sppf(net, top, channels(1024));
  const join = (a: ValueId, b: ValueId, base: number) => c2f(net, net.concat(a, b), channels(base), count(3), false);
  const down = (x: ValueId, base: number) => net.conv(x, channels(base), { kernel: 3, stride: 2, act: 'swish' });
  const middle = join(net.upsample(p5), p4, 512);
  const n3 = join(net.upsample(middle), p3, 256);
  const n4 = join(down(n3, 256), middle, 512);
  return net.finish(head(net, [n3, n4, join(down(n4, 512), p5, 1024)]));
}

/** yolov8-cls.yaml, 224×224. */
export function yoloV8Cls(size: YoloV8Size): Graph<'imported'> {
  const net = new Draft(`yolov8${size}_cls`, 224);
  return net.finish(classify(net, backbone(net, scaled(size, 1024))));
}

export const yoloV8Detect = (size: YoloV8Size) => yoloV8(`yolov8${size}`, size, detect);
export const yoloV8Pose = (size: YoloV8Size) => yoloV8(`yolov8${size}_pose`, size, pose);
export const yoloV8Segment = (size: YoloV8Size) =>
  yoloV8(`yolov8${size}_seg`, size, segment(scaled(size, SIZES[size][2]).channels(256)));
