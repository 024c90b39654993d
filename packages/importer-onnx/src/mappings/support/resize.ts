import type { RawAttrs, ValueId } from '@openbpu/ir';
import type { Shape } from '@openbpu/tensor';
import type { GraphBuilder } from '../../graph/graph-builder';
import type { ImportNode } from '../../graph/import-node';
import { OPAQUE } from '../../graph/mapping';

/**
 * The size of a resized image and the scale of each dimension; `scales` are stated by the model, or follow from the
 * sizes.
 */
export interface Resizing {
  readonly sizes: readonly number[];
  readonly scales?: readonly number[];
}

/** What scales of a float32 tensor stand for: `floor(size · scale)`. */
export function byScales(shape: Shape, scales: readonly number[]): Resizing {
  return { sizes: shape.map((size, i) => Math.floor(size * scales[i])), scales };
}

/**
 * Whether a float32 image is resized along height and width alone: a scale of the batch or the channels may move them
 * though it keeps their number.
 */
function isImage(b: GraphBuilder, x: ValueId, { sizes, scales }: Resizing): boolean {
  const shape = b.shapeOf(x);
  return (
    (scales ?? []).slice(0, 2).every((scale) => scale === 1) &&
    b.are('float32', [x]) &&
    sizes.length === 4 &&
    sizes[0] === shape[0] &&
    sizes[1] === shape[1] &&
    sizes[2] > 0 &&
    sizes[3] > 0
  );
}

/**
 * Emits a Resize of height and width; OPAQUE where the batch or the channels change, the image is not one, or it is
 * empty. An image that keeps its size is left as it is whatever the scales, as runtimes do. The scales are written only
 * where they are not the ratio of the sizes.
 */
export function emitResize(
  node: ImportNode,
  b: GraphBuilder,
  x: ValueId,
  resizing: Resizing,
  attrs: RawAttrs,
): void | typeof OPAQUE {
  const shape = b.shapeOf(x);
  if (!isImage(b, x, resizing)) return OPAQUE;
  const { sizes, scales } = resizing;
  if (sizes[2] === shape[2] && sizes[3] === shape[3]) return b.emit(node, 'Identity', [x]);
  const stated =
    scales !== undefined && [2, 3].some((i) => Math.fround(scales[i]) !== Math.fround(sizes[i] / shape[i]));
  return b.emit(node, 'Resize', [x], {
    ...attrs,
    height: sizes[2],
    width: sizes[3],
    ...(stated ? { scales: [scales[2], scales[3]] } : {}),
  });
}

/**
 * Emits a Resize as it was before opset 11, and as Upsample: places `o / scale`, the nearest element rounded down when
 * enlarging and up when reducing: one after the other where one dimension grows and the other shrinks.
 */
export function emitEarlyResize(
  node: ImportNode,
  b: GraphBuilder,
  x: ValueId,
  mode: 'nearest' | 'linear',
  resizing: Resizing,
): void | typeof OPAQUE {
  const { sizes, scales = [] } = resizing;
  const [rows, columns] = scales.slice(2);
  const attrs = (reduces: boolean) => ({ mode, coordinate: 'asymmetric', nearestMode: reduces ? 'ceil' : 'floor' });
  if (mode === 'linear' || sizes.length !== 4 || Math.sign(rows - 1) * Math.sign(columns - 1) >= 0)
    return emitResize(node, b, x, resizing, attrs(rows < 1 || columns < 1));
  const [, , h] = b.shapeOf(x);
  if (!isImage(b, x, resizing)) return OPAQUE;
  const wide = b.step(node, 'columns', 'Resize', [x], {
    ...attrs(columns < 1),
    height: h,
    width: sizes[3],
    scales: [1, columns],
  });
  return b.emit(node, 'Resize', [wide], { ...attrs(rows < 1), height: sizes[2], width: sizes[3], scales: [rows, 1] });
}
