import type { ConstantSource, MachineDType } from '@openbpu/machine';
import { type TensorData, bytesOf, sizeOf } from '@openbpu/tensor';
import { createHash } from 'node:crypto';
import type { Access, Buffer } from './buffer';

/** Collects the constants of a segment, aligned, each content once. */
export class ConstantPool implements ConstantSource<Access> {
  private readonly parts: Map<number, Uint8Array>;
  private readonly known: Map<string, number>;
  private size: number;
  /** Stands for the whole pool; its size is known at the end. */
  readonly buffer: Buffer;
  /** Gives views as the pool does and keeps nothing: for trying. */
  readonly trial: ConstantSource<Access> = {
    add: (dtype, shape) => this.view(dtype, shape, 0),
    elements: (access) => this.elements(access),
  };

  /** Begins with what `from` holds, and keeps what is added to itself. */
  constructor(
    private readonly alignBytes: number,
    from?: ConstantPool,
  ) {
    this.parts = new Map(from?.parts);
    this.known = new Map(from?.known);
    this.size = from?.size ?? 0;
    this.buffer = from?.buffer ?? { name: 'constants', space: 'const', bytes: 0 };
  }

  add(dtype: MachineDType, shape: readonly number[], data: TensorData): Access {
    const bytes = bytesOf(data);
    const hash = createHash('sha256').update(bytes).digest('hex');
    let offset = this.known.get(hash);
    if (offset === undefined) {
      offset = Math.ceil(this.size / this.alignBytes) * this.alignBytes;
      this.known.set(hash, offset);
      this.parts.set(offset, bytes);
      this.size = offset + bytes.length;
    }
    return this.view(dtype, shape, offset);
  }

  elements({ offset, shape }: Access): Int32Array {
    const bytes = this.parts.get(offset);
    if (!bytes) throw new Error(`there is no constant at ${offset}`);
    return new Int32Array(bytes.slice(0, sizeOf(shape) * 4).buffer);
  }

  finish(): Uint8Array {
    const all = new Uint8Array(Math.ceil(this.size / this.alignBytes) * this.alignBytes);
    for (const [at, bytes] of this.parts) all.set(bytes, at);
    return all;
  }

  private view(dtype: MachineDType, shape: readonly number[], offset: number): Access {
    return {
      buffer: this.buffer,
      offset,
      dtype,
      shape,
      strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
    };
  }
}
