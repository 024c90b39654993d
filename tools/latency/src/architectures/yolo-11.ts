import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { type SoftmaxForm, halfAttends } from './attention';
import { type Scale, bottleneck, crossStage, pyramid, scaled, twoBottlenecks } from './yolo-blocks';
import { type Head, classify, lightDetect, lightPose, lightSegment } from './yolo-heads';
import { sppf } from './yolo-v8';

/** Depth, width and the most channels of every size; YOLO12 has the same. */
export const SIZES = {
  n: [0.5, 0.25, 1024],
  s: [0.5, 0.5, 1024],
  m: [0.5, 1, 512],
  l: [1, 1, 512],
  x: [1, 1.5, 512],
} as const;

export type Yolo11Size = keyof typeof SIZES;

/** Stages of a size: blocks of two bottlenecks where it is large or the stage is `deep`, else narrow bottlenecks. */
export function stages(net: Draft, size: Yolo11Size) {
  const scale: Scale = scaled(SIZES[size]);
  const large = size !== 'n' && size !== 's';
  return {
    ...scale,
    down: (x: ValueId, base: number) => net.conv(x, scale.channels(base), { kernel: 3, stride: 2, act: 'swish' }),
    stage: (x: ValueId, base: number, deep = false, share = 0.5) =>
      crossStage(
        net,
        x,
        scale.channels(base),
        scale.count(2),
        (y) => (deep || large ? twoBottlenecks(net, y) : bottleneck(net, y, net.channels(y) / 2)),
        scale.channels(base) * share,
      ),
  };
}

/** Strides 8, 16 and 32 behind the stages of the backbone, without what stands at its end. */
export function backbone(net: Draft, size: Yolo11Size): ValueId[] {
  const { down, stage } = stages(net, size);
  const p2 = stage(down(down(net.image, 64), 128), 256, false, 0.25);
  const p3 = stage(down(p2, 256), 512, false, 0.25);
  const p4 = stage(down(p3, 512), 512, true);
  return [p3, p4, stage(down(p4, 1024), 1024, true)];
}

/** YOLO11 of Ultralytics (yolo11.yaml), 640×640, with the head given. */
function yolo11(name: string, size: Yolo11Size, head: Head): Graph<'imported'> {
  const net = new Draft(name, 640);
  const { channels, count, down, stage } = stages(net, size);
  const [p3, p4, top] = backbone(net, size);
  const p5 = halfAttends(net, sppf(net, top, channels(1024)), count(2), 'steps');
  const levels = pyramid(net, [p3, p4, p5], {
    up4: (x) => stage(x, 512),
    up3: (x) => stage(x, 256),
    down3: (x) => [down(x, 256)],
    low4: (x) => stage(x, 512),
    down4: (x) => [down(x, 512)],
    low5: (x) => stage(x, 1024, true),
  });
  return net.finish(head(net, levels));
}

export const yolo11Detect = (size: Yolo11Size) => yolo11(`yolo11${size}`, size, lightDetect);
export const yolo11Pose = (size: Yolo11Size) => yolo11(`yolo11${size}_pose`, size, lightPose);
export const yolo11Segment = (size: Yolo11Size) =>
  yolo11(`yolo11${size}_seg`, size, lightSegment(scaled(SIZES[size]).channels(256)));

/** yolo11-cls.yaml, 224×224: no pools; also the classifier of YOLO26, whose softmax is not written out. */
export function yolo11Cls(size: Yolo11Size, form: SoftmaxForm = 'steps'): Graph<'imported'> {
  const net = new Draft(`yolo11${size}_cls`, 224);
  const top = backbone(net, size).at(-1)!;
  return net.finish(classify(net, [halfAttends(net, top, stages(net, size).count(2), form)]));
}
