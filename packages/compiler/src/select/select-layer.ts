import type { LayerOp } from '@openbpu/machine';
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
      return to.emit({ kind, fn, a: to.broadcast(layer.a, y), b: to.broadcast(layer.b, y), y: to.whole(layer.y), ma, mb, low, high });
    }
    case 'pool': {
      const { kind, fn, kernel, strides, dilations, pads, low, high } = layer;
      const y = to.image(layer.y);
      return to.emit({ kind, fn, x: to.image(layer.x), y, ...(layer.multiplier === undefined ? {} : { multiplier: perPosition(layer.multiplier, y.shape, to) }), kernel, strides, dilations, pads, low, high });
    }
    case 'lut':
      return selectLut(layer, to);
    case 'prelu': {
      const y = to.tensor(layer.y);
      const slopes = to.arranged(layer.negative);
      const perChannel = (y.layout === 'NHWC' ? 3 : 1);
      const whole = to.whole(layer.y);
      const strides = whole.shape.map((_, i) => (slopes.shape[0] > 1 && i === perChannel ? 1 : 0));
      return to.emit({ kind: 'prelu', x: to.broadcast(layer.x, y), negative: { ...slopes, shape: whole.shape, strides }, y: whole, multiplier: layer.multiplier });
    }
    case 'requant': {
      const { kind, multiplier, low, high } = layer;
      return to.emit({ kind, x: to.broadcast(layer.x, to.tensor(layer.y)), y: to.whole(layer.y), multiplier, low, high });
    }
    case 'resize': {
      const { kind, fn, multiplier } = layer;
      return to.emit({ kind, fn, x: to.image(layer.x), y: to.image(layer.y), rows: to.arranged(layer.rows), columns: to.arranged(layer.columns), multiplier });
    }
  }
}

/** A scalar stands for every output position. */
function perPosition(multiplier: Parameters<Selector['arranged']>[0], [, oh, ow]: readonly number[], to: Selector) {
  const access = to.arranged(multiplier);
  return access.shape.length === 2 ? access : { ...access, shape: [oh, ow], strides: [0, 0] };
}
