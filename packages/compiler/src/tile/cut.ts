import { type Instruction, mapOperands } from '@openbpu/machine';
import { rangeOf } from '@openbpu/tensor';
import type { Access } from '../buffer';
import type { ConstantSource } from '../constant-pool';
import type { Box } from './box';
import { cutResize } from './cut-resize';
import { cutWindow } from './cut-window';
import { all, subView } from './sub-view';

/** What can be cut: an instruction that computes or copies something. */
export type Work = Exclude<Instruction<Access>, { readonly kind: 'sync' | 'load' | 'store' }>;

/** The same instruction for a box of its result: it writes these elements and reads what they need, no more. */
export function cut(i: Work, box: Box, constants: ConstantSource): Work {
  switch (i.kind) {
    case 'conv': {
      const channels = box[3];
      const perGroup = i.y.shape[3] / i.group;
      const depth = i.weights.shape[3];
      const group = i.group === 1 ? 1 : (channels.to - channels.from) / perGroup;
      const read =
        i.group === 1 ? all(depth) : { from: (channels.from / perGroup) * depth, to: (channels.to / perGroup) * depth };
      const weights = subView(i.weights, [channels, ...i.weights.shape.slice(1).map(all)]);
      return {
        ...i,
        ...cutWindow(i.x, i, box, read, i.padding ?? 0, constants),
        y: subView(i.y, box),
        weights,
        ...perChannel(i, box),
        group,
      };
    }
    case 'dwconv':
      return {
        ...i,
        ...cutWindow(i.x, i, box, box[3], i.padding ?? 0, constants),
        y: subView(i.y, box),
        weights: subView(i.weights, [all(i.kernel[0]), all(i.kernel[1]), box[3]]),
        ...perChannel(i, box),
      };
    case 'gemm':
      return {
        ...i,
        x: subView(i.x, [box[0], all(i.x.shape[1])]),
        y: subView(i.y, box),
        weights: subView(i.weights, [box[1], all(i.x.shape[1])]),
        ...perChannel(i, box),
      };
    case 'pool': {
      const [lowest] = rangeOf(i.x.dtype === 'int16' ? 'int16' : 'int8');
      const read = cutWindow(i.x, i, box, box[3], i.fn === 'max' ? lowest : 0, constants);
      return {
        ...i,
        ...read,
        y: subView(i.y, box),
        ...(i.multiplier ? { multiplier: subView(i.multiplier, [box[1], box[2]]) } : {}),
      };
    }
    case 'resize':
      return cutResize(i, box, constants);
    case 'lut':
      return {
        ...i,
        x: subView(i.x, box),
        y: subView(i.y, box),
        table: i.table.shape.length === 2 ? subView(i.table, [box[box.length - 1], all(256)]) : i.table,
      };
    case 'softmax':
      return { ...i, x: subView(i.x, box), y: subView(i.y, box) };
    case 'eltwise':
    case 'prelu':
    case 'requant':
    case 'quantize':
    case 'move':
    case 'fill':
      return mapOperands(i, (access) => subView(access, box)) as typeof i;
  }
}

/** Bias and multiplier of the channels of a box. */
function perChannel(
  { bias, multiplier }: { readonly bias: Access; readonly multiplier?: Access | undefined },
  box: Box,
) {
  const channels = box.slice(-1);
  return { bias: subView(bias, channels), ...(multiplier ? { multiplier: subView(multiplier, channels) } : {}) };
}
