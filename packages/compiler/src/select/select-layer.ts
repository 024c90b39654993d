import type { LayerOp } from '@openbpu/machine';
import type { Access } from '../buffer';
import { selectConv } from './select-conv';
import { selectLut } from './select-lut';
import { selectMove } from './select-move';
import type { Selector } from './selector';

/** The instructions of one layer, whole tensors at a time. */
export function selectLayer(layer: LayerOp, to: Selector): void {
  switch (layer.kind) {
    case 'conv':
      return selectConv(layer, to);
    case 'move':
      return selectMove(layer, to);
    case 'eltwise': {
      const { kind, fn, ma, mb, low, high } = layer;
      const y = to.tensor(layer.y);
      return to.emit({
        kind,
        fn,
        a: to.broadcast(layer.a, y),
        b: to.broadcast(layer.b, y),
        y: to.whole(layer.y),
        ma,
        mb,
        low,
        high,
      });
    }
    case 'pool': {
      const { kind, fn, kernel, strides, dilations, pads, low, high } = layer;
      const y = to.image(layer.y);
      return to.emit({
        kind,
        fn,
        x: to.image(layer.x),
        y,
        ...(layer.multiplier === undefined ? {} : { multiplier: perPosition(layer.multiplier, y.shape, to) }),
        kernel,
        strides,
        dilations,
        pads,
        low,
        high,
      });
    }
    case 'lut':
      return selectLut(layer, to);
    case 'prelu': {
      const y = to.tensor(layer.y);
      const slopes = to.arranged(layer.negative);
      const perChannel = y.layout === 'NHWC' ? 3 : 1;
      const whole = to.whole(layer.y);
      const strides = whole.shape.map((_, i) => (slopes.shape[0] > 1 && i === perChannel ? 1 : 0));
      return to.emit({
        kind: 'prelu',
        x: to.broadcast(layer.x, y),
        negative: { ...slopes, shape: whole.shape, strides },
        y: whole,
        multiplier: layer.multiplier,
      });
    }
    case 'requant': {
      const { kind, multiplier, low, high } = layer;
      return to.emit({
        kind,
        x: to.broadcast(layer.x, to.tensor(layer.y)),
        y: to.whole(layer.y),
        multiplier,
        low,
        high,
      });
    }
    case 'quantize': {
      const { kind, scale } = layer;
      return to.emit({ kind, x: to.broadcast(layer.x, to.tensor(layer.y)), y: to.whole(layer.y), scale });
    }
    case 'softmax': {
      const y = to.tensor(layer.y);
      const at = y.layout === 'NHWC' ? [0, 3, 1, 2][layer.axis] : layer.axis;
      return to.emit({
        kind: 'softmax',
        x: lastTo(at, to.broadcast(layer.x, y)),
        table: to.arranged(layer.table),
        y: lastTo(at, to.whole(layer.y)),
      });
    }
    case 'resize': {
      const { kind, fn, multiplier } = layer;
      return to.emit({
        kind,
        fn,
        x: to.image(layer.x),
        y: to.image(layer.y),
        rows: to.arranged(layer.rows),
        columns: to.arranged(layer.columns),
        multiplier,
      });
    }
  }
}

/** The same elements, dimension `at` behind the others. */
function lastTo(at: number, { shape, strides, ...access }: Access): Access {
  const moved = (list: readonly number[]) => [...list.slice(0, at), ...list.slice(at + 1), list[at]];
  return { ...access, shape: moved(shape), strides: moved(strides) };
}

/** A scalar stands for every output position. */
function perPosition(multiplier: Parameters<Selector['arranged']>[0], [, oh, ow]: readonly number[], to: Selector) {
  const access = to.arranged(multiplier);
  return access.shape.length === 2 ? access : { ...access, shape: [oh, ow], strides: [0, 0] };
}
