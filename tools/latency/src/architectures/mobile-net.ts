import type { Graph, ValueId } from '@openbpu/ir';
import { type Activation, Draft } from '../draft';

/** Howard et al. 2017 (MobileNet v1), table 1. */
export function mobileNetV1(): Graph<'imported'> {
  const net = new Draft('mobilenet_v1', 224);
  let x = net.conv(net.image, 32, { kernel: 3, stride: 2, act: 'relu' });
  for (const [channels, stride] of [
    [64, 1],
    [128, 2],
    [128, 1],
    [256, 2],
    [256, 1],
    [512, 2],
    [512, 1],
    [512, 1],
    [512, 1],
    [512, 1],
    [512, 1],
    [1024, 2],
    [1024, 1],
  ])
    x = net.conv(net.conv(x, net.channels(x), { kernel: 3, stride, group: net.channels(x), act: 'relu' }), channels, {
      act: 'relu',
    });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

interface Inverted {
  readonly kernel: number;
  readonly stride: number;
  readonly inner: number;
  readonly channels: number;
  readonly act: Activation;
  /** Channels between the two layers of squeeze and excitation; absent without. */
  readonly squeeze?: number;
  readonly gate?: Activation;
}

/** Expand, depthwise, squeeze and excite, project; with the input added where shapes agree. */
export function inverted(
  net: Draft,
  x: ValueId,
  { kernel, stride, inner, channels, act, squeeze, gate = 'sigmoid' }: Inverted,
): ValueId {
  const wide = inner === net.channels(x) ? x : net.conv(x, inner, { act });
  let y = net.conv(wide, inner, { kernel, stride, group: inner, act });
  if (squeeze !== undefined)
    y = net.mul(
      y,
      net.conv(net.conv(net.mean(y, [2, 3]), squeeze, { act: act === 'swish' ? 'swish' : 'relu' }), inner, {
        act: gate,
      }),
    );
  y = net.conv(y, channels);
  return stride === 1 && net.channels(x) === channels ? net.add(x, y) : y;
}

/** Sandler et al. 2018 (MobileNet v2), table 2. */
export function mobileNetV2(): Graph<'imported'> {
  const net = new Draft('mobilenet_v2', 224);
  let x = net.conv(net.image, 32, { kernel: 3, stride: 2, act: 'relu6' });
  for (const [expand, channels, count, first] of [
    [1, 16, 1, 1],
    [6, 24, 2, 2],
    [6, 32, 3, 2],
    [6, 64, 4, 2],
    [6, 96, 3, 1],
    [6, 160, 3, 2],
    [6, 320, 1, 1],
  ])
    for (let i = 0; i < count; i++)
      x = inverted(net, x, {
        kernel: 3,
        stride: i === 0 ? first : 1,
        inner: expand * net.channels(x),
        channels,
        act: 'relu6',
      });
  x = net.conv(x, 1280, { act: 'relu6' });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

/** Howard et al. 2019 (MobileNet v3), table 1: kernel, expansion, channels, squeeze (0: none), h-swish, stride. */
const V3_LARGE = [
  [3, 16, 16, 0, 0, 1],
  [3, 64, 24, 0, 0, 2],
  [3, 72, 24, 0, 0, 1],
  [5, 72, 40, 24, 0, 2],
  [5, 120, 40, 32, 0, 1],
  [5, 120, 40, 32, 0, 1],
  [3, 240, 80, 0, 1, 2],
  [3, 200, 80, 0, 1, 1],
  [3, 184, 80, 0, 1, 1],
  [3, 184, 80, 0, 1, 1],
  [3, 480, 112, 120, 1, 1],
  [3, 672, 112, 168, 1, 1],
  [5, 672, 160, 168, 1, 2],
  [5, 960, 160, 240, 1, 1],
  [5, 960, 160, 240, 1, 1],
];

export function mobileNetV3Large(): Graph<'imported'> {
  const net = new Draft('mobilenet_v3_large', 224);
  let x = net.conv(net.image, 16, { kernel: 3, stride: 2, act: 'hardSwish' });
  for (const [kernel, inner, channels, squeeze, swish, stride] of V3_LARGE)
    x = inverted(net, x, {
      kernel,
      stride,
      inner,
      channels,
      act: swish ? 'hardSwish' : 'relu',
      gate: 'hardSigmoid',
      ...(squeeze ? { squeeze } : {}),
    });
  x = net.globalAveragePool(net.conv(x, 960, { act: 'hardSwish' }));
  return net.finish([net.linear(net.conv(x, 1280, { act: 'hardSwish' }), 1000)]);
}
