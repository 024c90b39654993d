import { type TensorData, bytesOf, stridesOf } from '@openbpu/tensor';
import type { ConstantSource } from './box';
import type { Region } from './region';

/** A dense region of main memory. */
export function dense(dtype: Region['dtype'], ...shape: number[]): Region {
  return { space: 'ddr', offset: 0, dtype, shape, strides: stridesOf(shape) };
}

/** Constants behind each other, and the bytes of all of them. */
export class Constants implements ConstantSource<Region> {
  readonly bytes: number[] = [];

  add(dtype: Region['dtype'], shape: readonly number[], data: TensorData): Region {
    const offset = this.bytes.length;
    this.bytes.push(...bytesOf(data));
    return { space: 'const', offset, dtype, shape, strides: stridesOf(shape) };
  }

  elements({ offset, shape }: Region): Int32Array {
    const count = shape.reduce((a, b) => a * b, 1);
    return new Int32Array(Uint8Array.from(this.bytes.slice(offset, offset + 4 * count)).buffer);
  }
}
