import type { Graph } from '@openbpu/ir';
import { Draft } from '../draft';
import { inverted } from './mobile-net';
import { rounded } from './rounded';

/** Tan and Le 2019, table 1: expansion, kernel, stride, channels, layers of B0. */
const STAGES = [
  [1, 3, 1, 16, 1],
  [6, 3, 2, 24, 2],
  [6, 5, 2, 40, 2],
  [6, 3, 2, 80, 3],
  [6, 5, 1, 112, 3],
  [6, 5, 2, 192, 4],
  [6, 3, 1, 320, 1],
];

const inEights = (channels: number) => rounded(channels, 8, 0.9);

/** EfficientNet scaled by `width` and `depth`; lite: no squeeze and excitation, ReLU6, stem and head of B0's width. */
export function efficientNet(
  name: string,
  width: number,
  depth: number,
  side: number,
  lite = false,
): Graph<'imported'> {
  const net = new Draft(name, side);
  const act = lite ? 'relu6' : 'swish';
  let x = net.conv(net.image, lite ? 32 : inEights(32 * width), { kernel: 3, stride: 2, act });
  STAGES.forEach(([expand, kernel, first, base, layers], stage) => {
    const count = lite && (stage === 0 || stage === 6) ? layers : Math.ceil(layers * depth);
    for (let i = 0; i < count; i++) {
      const own = net.channels(x);
      x = inverted(net, x, {
        kernel,
        stride: i === 0 ? first : 1,
        inner: expand * own,
        channels: inEights(base * width),
        act,
        ...(lite ? {} : { squeeze: Math.max(1, Math.floor(own / 4)) }),
      });
    }
  });
  x = net.conv(x, lite ? 1280 : inEights(1280 * width), { act });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

export const efficientNetB2 = () => efficientNet('efficientnet_b2', 1.1, 1.2, 224);
export const efficientNetB3 = () => efficientNet('efficientnet_b3', 1.2, 1.4, 224);
export const efficientNetB4 = () => efficientNet('efficientnet_b4', 1.4, 1.8, 224);
export const efficientNetLite0 = () => efficientNet('efficientnet_lite0', 1, 1, 224, true);
