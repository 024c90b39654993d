import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';
import { pyramid } from './yolo-blocks';
import { type Head, detect, segment } from './yolo-heads';
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
  const [a, b] = net.halves(net.conv(x, wide, { act: 'swish' }));
  const block = (y: ValueId) => (count === undefined ? conv3(net, y, wide / 2) : repCsp(net, y, wide / 2, count));
  const c = block(b);
  return net.conv(net.concat(a, b, c, block(c)), channels, { act: 'swish' });
}

/** Averages, then halves the size: one half of the channels by a convolution, the other by a max pool. */
function downParts(net: Draft, x: ValueId, channels: number): readonly ValueId[] {
  const y = net.averagePool(x, 2, 1);
  const [a, b] = net.halves(y);
  return [conv3(net, a, channels / 2, 2), net.conv(net.maxPool(b, 3, 2), channels / 2, { act: 'swish' })];
}

const aDown = (net: Draft, x: ValueId, channels: number) => net.concat(...downParts(net, x, channels));

const aConv = (net: Draft, x: ValueId, channels: number) => conv3(net, net.averagePool(x, 2, 1), channels, 2);

/** YOLOv9 t and s, of width 1 and 2 (yolov9t.yaml, yolov9s.yaml). */
function small(net: Draft, width: number): ValueId[] {
  const block = (x: ValueId, channels: number) => elan(net, x, channels * width, channels * width, 3);
  const down = (x: ValueId, channels: number) => aConv(net, x, channels * width);
  const p2 = elan(net, conv3(net, conv3(net, net.image, 16 * width, 2), 32 * width, 2), 32 * width, 32 * width);
  const p3 = block(down(p2, 64), 64);
  const p4 = block(down(p3, 96), 96);
  const p5 = sppf(net, block(down(p4, 128), 128), 128 * width);
  return pyramid(net, [p3, p4, p5], {
    up4: (x) => block(x, 96),
    up3: (x) => block(x, 64),
    down3: (x) => [down(x, 48)],
    low4: (x) => block(x, 96),
    down4: (x) => [down(x, 64)],
    low5: (x) => block(x, 128),
  });
}

/** YOLOv9 c (yolov9c.yaml). */
function compact(net: Draft): ValueId[] {
  const block = (x: ValueId, channels: number, wide = 512) => elan(net, x, channels, wide, 1);
  const p2 = block(conv3(net, conv3(net, net.image, 64, 2), 128, 2), 256, 128);
  const p3 = block(aDown(net, p2, 256), 512, 256);
  const p4 = block(aDown(net, p3, 512), 512);
  const p5 = sppf(net, block(aDown(net, p4, 512), 512), 512);
  return pyramid(net, [p3, p4, p5], {
    up4: (x) => block(x, 512),
    up3: (x) => block(x, 256, 256),
    down3: (x) => downParts(net, x, 256),
    low4: (x) => block(x, 512),
    down4: (x) => downParts(net, x, 512),
    low5: (x) => block(x, 512),
  });
}

/** A 1×1 convolution, parted into so many channels each. */
function parts(net: Draft, x: ValueId, sizes: readonly number[]): readonly ValueId[] {
  const y = net.conv(
    x,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  return net.split(y, ...sizes);
}

/** The sum of `last` and of others that are brought to its size. */
function fuse(net: Draft, last: ValueId, others: readonly ValueId[]): ValueId {
  const [, , h, w] = net.shape(last);
  return net.sum(net.stack(...others.map((x) => net.resize(x, h, w)), last), 0, false);
}

/** Widths of the two backbones of YOLOv9 e, stride 2 to 32. */
const EXTENDED = [64, 128, 256, 512, 1024] as const;

/** YOLOv9 e (yolov9e.yaml): a second backbone that every level of the first flows into. */
function extended(net: Draft): ValueId[] {
  const block = (x: ValueId, channels: number, wide: number) => elan(net, x, channels, wide, 2);
  const backbone = (join: (x: ValueId, level: number) => ValueId) => {
    const p1 = join(conv3(net, net.image, 64, 2), 0);
    const p2 = block(join(conv3(net, p1, 128, 2), 1), 256, 128);
    const p3 = block(join(aDown(net, p2, 256), 2), 512, 256);
    const p4 = block(join(aDown(net, p3, 512), 3), 1024, 512);
    return [p1, p2, p3, p4, block(join(aDown(net, p4, 1024), 4), 1024, 512)];
  };
  const flows = backbone((x) => x).map((x, level) => parts(net, x, EXTENDED.slice(0, level + 1)));
  const [, , p3, p4, top] = backbone((x, level) =>
    fuse(
      net,
      x,
      flows.slice(level).map((flow) => flow[level]),
    ),
  );
  return pyramid(net, [p3, p4, sppf(net, top, 512, 256)], {
    up4: (x) => block(x, 512, 512),
    up3: (x) => block(x, 256, 256),
    down3: (x) => downParts(net, x, 256),
    low4: (x) => block(x, 512, 512),
    down4: (x) => downParts(net, x, 512),
    low5: (x) => block(x, 512, 1024),
  });
}

function finished(name: string, levels: (net: Draft) => ValueId[], head: Head): Graph<'imported'> {
  const net = new Draft(name, 640);
  return net.finish(head(net, levels(net)));
}

export const yoloV9t = () => finished('yolov9t', (net) => small(net, 1), detect);
export const yoloV9s = () => finished('yolov9s', (net) => small(net, 2), detect);
export const yoloV9c = () => finished('yolov9c', compact, detect);
export const yoloV9cSegment = () => finished('yolov9c_seg', compact, segment(256));
export const yoloV9e = () => finished('yolov9e', extended, detect);
export const yoloV9eSegment = () => finished('yolov9e_seg', extended, segment(256));
