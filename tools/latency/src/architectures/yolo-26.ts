import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { attends, halfAttends } from './attention';
import { type Yolo11Size, backbone, stages } from './yolo-11';
import { bottleneck, crossStage, pyramid } from './yolo-blocks';
import { type Head, directDetect, directPose } from './yolo-heads';
import { pools } from './yolo-v8';

/** YOLO26 of Ultralytics (yolo26.yaml), 640×640, with the head given; its classifier is that of YOLO11. */
function yolo26(name: string, size: Yolo11Size, head: Head): Graph<'imported'> {
  const net = new Draft(name, 640);
  const { channels, count, down, stage } = stages(net, size);
  const [p3, p4, top] = backbone(net, size);
  const pooled = net.add(pools(net, net.conv(top, net.channels(top) / 2), channels(1024)), top);
  const levels = pyramid(net, [p3, p4, halfAttends(net, pooled, count(2), 'op')], {
    up4: (x) => stage(x, 512, true),
    up3: (x) => stage(x, 256, true),
    down3: (x) => [down(x, 256)],
    low4: (x) => stage(x, 512, true),
    down4: (x) => [down(x, 512)],
    low5: (x) =>
      crossStage(net, x, channels(1024), 1, (y: ValueId) =>
        attends(net, bottleneck(net, y, net.channels(y) / 2), 'op'),
      ),
  });
  return net.finish(head(net, levels));
}

export const yolo26Detect = (size: Yolo11Size) => yolo26(`yolo26${size}`, size, directDetect);
export const yolo26Pose = (size: Yolo11Size) => yolo26(`yolo26${size}_pose`, size, directPose);
