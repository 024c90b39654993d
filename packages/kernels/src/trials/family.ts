import type { Kernels } from '../kernels';
import type { Draw } from './draw';

/** One variant of a kernel: a size to check it at, and one to time it at. */
export interface FamilyVariant<Shape> {
  readonly name: string;
  readonly small: Shape;
  readonly large: Shape;
}

/** A kernel, its reference, how to make operands for a shape, and the variants worth checking and timing. */
export interface Family<Shape, Parameters, Result = void> {
  readonly name: string;
  readonly kernel: (kernels: Kernels, p: Parameters) => Result;
  /** The same on a plain buffer that holds a copy of the kernel memory. */
  readonly reference: (memory: ArrayBuffer, p: Parameters) => Result;
  readonly prepare: (kernels: Kernels, draw: Draw, shape: Shape) => Parameters;
  /** Multiply-accumulates, or elements where there are none. */
  readonly work: (shape: Shape) => number;
  readonly unit: 'mac' | 'element';
  readonly variants: readonly FamilyVariant<Shape>[];
}

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
