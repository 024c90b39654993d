import type { Graph, ValueId } from '@openbpu/ir';
import { Draft } from '../draft';

/** He et al. 2016, table 1: the head and tail that all have in common, with `blocks` of every stage. */
function trunk(
  name: string,
  blocks: readonly number[],
  block: (net: Draft, x: ValueId, width: number, stride: number) => ValueId,
  side = 224,
): Graph<'imported'> {
  const net = new Draft(name, side);
  let x = net.maxPool(net.conv(net.image, 64, { kernel: 7, stride: 2, act: 'relu' }), 3, 2);
  blocks.forEach((count, stage) => {
    for (let i = 0; i < count; i++) x = block(net, x, 64 * 2 ** stage, i === 0 && stage > 0 ? 2 : 1);
  });
  return net.finish([net.linear(net.globalAveragePool(x), 1000)]);
}

/** What the block's sum takes beside its convolutions: the input, brought to shape where it differs. */
const around = (net: Draft, x: ValueId, channels: number, stride: number) =>
  net.channels(x) === channels && stride === 1 ? x : net.conv(x, channels, { stride });

/** ResNet-18: two 3×3 convolutions a block; an image of `side` by `side`. */
export const resNet18 = (side = 224) =>
  trunk(
    'resnet18',
    [2, 2, 2, 2],
    (net, x, width, stride) => {
      const y = net.conv(net.conv(x, width, { kernel: 3, stride, act: 'relu' }), width, { kernel: 3 });
      return net.act(net.add(y, around(net, x, width, stride)), 'relu');
    },
    side,
  );

/**
 * Bottleneck blocks of depth 50, `group` groups of `base` channels in the middle (ResNet-50: 1 of 64; ResNeXt-50 32x4d:
 * 32 of 4).
 */
export const resNet50 = (group = 1, base = 64, side = 224) =>
  trunk(
    group === 1 ? 'resnet50' : 'resnext50',
    [3, 4, 6, 3],
    (net, x, width, stride) => {
      const middle = (width / 64) * base * group;
      const y = net.conv(
        net.conv(net.conv(x, middle, { act: 'relu' }), middle, { kernel: 3, stride, group, act: 'relu' }),
        4 * width,
      );
      return net.act(net.add(y, around(net, x, 4 * width, stride)), 'relu');
    },
    side,
  );
