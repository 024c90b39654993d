import type { Graph, ValueId } from '@openbpu/ir';
import { type Activation, Draft } from '../draft';

/**
 * Chen et al. 2023 (FasterNet): a quarter of the channels is convolved 3×3, then two pointwise layers, then the input
 * added.
 */
export function fasterNet(name: string, width: number, depths: readonly number[], act: Activation): Graph<'imported'> {
  const net = new Draft(name, 224);
  const block = (x: ValueId) => {
    const own = net.channels(x);
    const [part, rest] = net.split(x, own / 4, own - own / 4);
    const mixed = net.concat(net.conv(part, own / 4, { kernel: 3, bias: false }), rest);
    return net.add(x, net.conv(net.conv(mixed, 2 * own, { act }), own, { bias: false }));
  };
  let x = net.conv(net.image, width, { kernel: 4, stride: 4, pad: 0 });
  depths.forEach((count, stage) => {
    if (stage > 0) x = net.conv(x, 2 * net.channels(x), { kernel: 2, stride: 2, pad: 0 });
    for (let i = 0; i < count; i++) x = block(x);
  });
  return net.finish([net.linear(net.conv(net.globalAveragePool(x), 1280, { act, bias: false }), 1000)]);
}

export const fasterNetT0 = () => fasterNet('fasternet_t0', 40, [1, 2, 8, 2], 'gelu');
export const fasterNetT1 = () => fasterNet('fasternet_t1', 64, [1, 2, 8, 2], 'gelu');
export const fasterNetS = () => fasterNet('fasternet_s', 128, [1, 2, 13, 2], 'relu');
