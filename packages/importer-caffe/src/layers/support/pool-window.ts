import type { LayerSite } from '../../graph/layer-site';
import type { Fields } from '../../text/fields';
import { spatial } from './spatial';

/** A pooling window with explicit pads, and the part of them an average counts. */
export interface PoolWindow {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
  readonly counted: readonly [number, number, number, number];
}

/** One axis of it. */
export interface PoolAxis {
  readonly outputs: number;
  /** What the last window needs beyond the image's end. */
  readonly end: number;
}

/**
 * Caffe's rule for one axis: `ceil((size + 2·pad − kernel) / stride) + 1` positions (floor where so asked); with a pad
 * along any axis (`padded`) a last window that would begin at or beyond image + pad is dropped.
 */
export function poolAxis(
  size: number,
  kernel: number,
  stride: number,
  pad: number,
  ceil: boolean,
  padded = pad > 0,
): PoolAxis {
  const room = (size + 2 * pad - kernel) / stride;
  let outputs = (ceil ? Math.ceil(room) : Math.floor(room)) + 1;
  if (padded && (outputs - 1) * stride >= size + pad) outputs--;
  return { outputs, end: Math.max((outputs - 1) * stride + kernel - size - pad, 0) };
}

/**
 * Reads the window of `pooling_param` over an image.
 */
export function poolWindow(site: LayerSite, param: Fields, image: readonly number[]): PoolWindow {
  const kernel = spatial(param, 'kernel', 1, 'kernel_size') ?? site.refuse('kernel_size is missing');
  const strides = spatial(param, 'stride', 1) ?? [1, 1];
  const pads = spatial(param, 'pad', 0) ?? [0, 0];
  const ceil = param.has('ceil_mode')
    ? param.flag('ceil_mode', true)
    : param.word('round_mode', ['CEIL', 'FLOOR'], 'CEIL') === 'CEIL';
  return windowOver(site, image, { kernel, strides, pads, ceil });
}

/** What a pooling says of its window; the pads are above and left, and as much below and right. */
export interface WrittenWindow {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number];
  readonly ceil: boolean;
}

/**
 * A window over an image. An average divides by the part of its window that lies on image and declared pad: what only
 * the ceil rule adds is not counted. Fails with a diagnostic when it does not fit.
 */
export function windowOver(
  site: LayerSite,
  [, , height, width]: readonly number[],
  { kernel, strides, pads: [top, left], ceil }: WrittenWindow,
): PoolWindow {
  if (top >= kernel[0] || left >= kernel[1])
    site.refuse(`pad ${top}x${left} must be smaller than the kernel ${kernel.join('x')}`);
  const padded = top > 0 || left > 0;
  const rows = poolAxis(height, kernel[0], strides[0], top, ceil, padded);
  const columns = poolAxis(width, kernel[1], strides[1], left, ceil, padded);
  if (rows.outputs < 1 || columns.outputs < 1)
    site.refuse(`a window of ${kernel.join('x')} does not fit an image of ${height}x${width} with pad ${top}x${left}`);
  return {
    kernel,
    strides,
    pads: [top, left, rows.end, columns.end],
    counted: [top, left, Math.min(rows.end, top), Math.min(columns.end, left)],
  };
}
