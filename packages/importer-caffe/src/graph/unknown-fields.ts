import { type Sink, nearest } from '@openbpu/diagnostics';
import { CAFFE } from '../catalogue';
import type { Layer } from '../net/layer';

/** Fields that concern training, memory or the choice of an engine: no effect on what a network computes. */
const WITHOUT_EFFECT = new Set([
  'param',
  'blobs',
  'blobs_lr',
  'weight_decay',
  'loss_weight',
  'phase',
  'propagate_down',
  'include',
  'exclude',
  'blob_share_mode',
  'share_mode',
  'engine',
  'force_nd_im2col',
  'transform_param',
  'cudnn_flag',
  'debug_param',
]);

/** How weights begin before they are trained. */
const FILLER = /^(?:.*_)?filler$/;

/** Warns of every parameter of a layer that its rule has not read and that might matter. */
export function reportUnknownFields(layer: Layer, sink: Sink): void {
  for (const { field, place, asked } of layer.fields.unread()) {
    const own = field.slice(field.lastIndexOf('.') + 1);
    if (WITHOUT_EFFECT.has(own) || FILLER.test(own)) continue;
    const like = nearest(own, asked);
    const at = { ...layer.origin, line: place.line, column: place.column };
    sink.report(CAFFE.unknownField({ layer: layer.name, field, ...(like === undefined ? {} : { nearest: like }) }, at));
  }
}
