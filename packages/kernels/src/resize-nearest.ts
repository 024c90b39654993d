import { type Kernels } from './kernels';

export interface ResizeNearest {
  /** [height, width, pixelBytes], dense. */
  readonly x: number;
  readonly width: number;
  /** Channels times the bytes of an element. */
  readonly pixelBytes: number;
  /** int32 [outHeight]: the source row of each output row. */
  readonly rows: number;
  /** int32 [outWidth]: the source column of each output column. */
  readonly columns: number;
  /** [outHeight, outWidth, pixelBytes], dense. */
  readonly y: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** `y[oy, ox] = x[rows[oy], columns[ox]]`, whole pixels; the indices must lie inside x. */
export function resizeNearest(kernels: Kernels, p: ResizeNearest): void {
  kernels.run.resizeNearest(p.x, p.pixelBytes, p.width, p.rows, p.columns, p.y, p.outHeight, p.outWidth);
}
