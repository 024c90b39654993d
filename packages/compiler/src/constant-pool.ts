import { type MachineDType } from '@openbpu/machine';
import { type TensorData, bytesOf } from '@openbpu/tensor';
import { createHash } from 'node:crypto';
import type { Access, Buffer } from './buffer';

/** Collects the constants of a segment, aligned, each content once. */
export class ConstantPool {
  private readonly parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  private readonly known = new Map<string, number>();
  private size = 0;
  /** Stands for the whole pool; its size is known at the end. */
  readonly buffer: Buffer = { name: 'constants', space: 'const', bytes: 0 };

  constructor(private readonly alignBytes: number) {}

  /** A dense view of the elements in the pool. */
  add(dtype: MachineDType, shape: readonly number[], data: TensorData): Access {
    const bytes = bytesOf(data);
    const hash = createHash('sha256').update(bytes).digest('hex');
    let offset = this.known.get(hash);
    if (offset === undefined) {
      offset = Math.ceil(this.size / this.alignBytes) * this.alignBytes;
      this.known.set(hash, offset);
      this.parts.push({ at: offset, bytes });
      this.size = offset + bytes.length;
    }
    return { buffer: this.buffer, offset, dtype, shape, strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)) };
  }

  finish(): Uint8Array {
    const all = new Uint8Array(Math.ceil(this.size / this.alignBytes) * this.alignBytes);
    for (const { at, bytes } of this.parts) all.set(bytes, at);
    return all;
  }
}
