/** The shape of an element-wise kernel whose second operand repeats. */
export interface RunShape {
  readonly length: number;
  readonly period: number;
}

/** The shape of a kernel on rows of channels. */
export interface RowsShape {
  readonly rows: number;
  readonly channels: number;
}
