import type { KernelExports } from './generated/module';
import { type NamedKernels, namedKernels } from './generated/named-kernels';

const PAGE = 65536;
const MOST_PAGES = 65536;
/** Kernels read whole vectors: this many bytes past the end of any operand must exist. They never write there. */
const SLACK = 256;

/** What can be copied into kernel memory. */
export type KernelData = Int8Array | Uint8Array | Int16Array | Int32Array | Uint32Array | Float32Array;

/**
 * One instance of the module with its own memory: a bump arena whose addresses are byte offsets. Operands of a kernel
 * must come from `alloc` or `put`. The memory grows when it must, which detaches every view taken before: take views
 * after the last allocation, and do not keep them.
 */
export class Kernels {
  private readonly base: number;
  private next: number;

  /** The functions of the module, addresses and sizes in bytes. Use the wrappers of this package instead. */
  readonly run: NamedKernels;

  constructor(private readonly module: KernelExports) {
    this.run = namedKernels(module);
    this.base = align(module.heapBase());
    this.next = this.base;
  }

  /** The whole memory, as it is now. */
  get memory(): ArrayBuffer {
    return this.module.memory.buffer;
  }

  /** Offset of `bytes` fresh bytes, 16-byte aligned; what they hold is not defined. RangeError beyond 4 GiB. */
  alloc(bytes: number): number {
    if (!Number.isSafeInteger(bytes) || bytes < 0) throw new RangeError(`cannot allocate ${bytes} bytes`);
    const offset = this.next;
    this.reserve(offset + bytes + SLACK);
    this.next = align(offset + bytes);
    return offset;
  }

  /** Allocates a copy of `data`. */
  put(data: KernelData): number {
    const offset = this.alloc(data.byteLength);
    this.u8(offset, data.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return offset;
  }

  /** Frees everything. */
  reset(): void {
    this.next = this.base;
  }

  /** The end of what is allocated: give it to `release` to free everything allocated since. */
  mark(): number {
    return this.next;
  }

  release(mark: number): void {
    if (mark < this.base || mark > this.next) throw new RangeError(`${mark} is not a mark of this arena`);
    this.next = mark;
  }

  /** Lends `bytes` bytes to `use` and frees them. */
  scratch<T>(bytes: number, use: (offset: number) => T): T {
    const mark = this.mark();
    try {
      return use(this.alloc(bytes));
    } finally {
      this.release(mark);
    }
  }

  i8(offset: number, length: number): Int8Array<ArrayBuffer> {
    return new Int8Array(this.memory, offset, length);
  }

  u8(offset: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory, offset, length);
  }

  i16(offset: number, length: number): Int16Array<ArrayBuffer> {
    return new Int16Array(this.memory, offset, length);
  }

  i32(offset: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.memory, offset, length);
  }

  u32(offset: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.memory, offset, length);
  }

  f32(offset: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory, offset, length);
  }

  f64(offset: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory, offset, length);
  }

  private reserve(end: number): void {
    const have = this.memory.byteLength;
    if (end <= have) return;
    const need = Math.ceil((end - have) / PAGE);
    const room = MOST_PAGES - have / PAGE;
    if (need > room) throw new RangeError(`kernel memory cannot grow to ${end} bytes`);
    this.module.memory.grow(Math.min(room, Math.max(need, Math.ceil(have / PAGE / 4))));
  }
}

function align(offset: number): number {
  return Math.ceil(offset / 16) * 16;
}
