import { type Kernels, loadKernels } from '@openbpu/kernels';
import { type MachineDType, type Region, SPACES, type Space } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';

/** The typed array behind each element type. */
export interface MachineArray {
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  float32: Float32Array;
}

export type IntegerArray = Int8Array | Int16Array | Int32Array;
export type AnyArray = IntegerArray | Float32Array;

const PAGE = 65536;

/**
 * The three memories of the machine, side by side in the memory of one set of kernels, allocated once. A view spans one
 * whole memory; elements are found by index. Kernels that need more room may move everything: `buffer` is then another
 * one, and views taken before are empty.
 */
export class Memory {
  readonly kernels: Kernels;
  private readonly base: Readonly<Record<Space, number>>;
  private views: Readonly<Record<Space, MachineArray>>;
  private viewed: ArrayBuffer;

  /** `constants` is copied, so that it may lie anywhere. RangeError when the memories do not fit into 4 GiB. */
  constructor(
    private readonly bytes: Readonly<Record<Space, number>>,
    constants: Uint8Array,
  ) {
    this.kernels = loadKernels(Math.ceil(SPACES.reduce((sum, space) => sum + bytes[space], 0) / PAGE) + 4);
    const base = { ddr: 0, sram: 0, const: 0 };
    for (const space of SPACES) base[space] = this.kernels.alloc(Math.ceil(bytes[space] / 8) * 8);
    this.base = base;
    this.viewed = this.buffer;
    this.views = this.take();
    this.array('const', 'int8').set(new Int8Array(constants.buffer, constants.byteOffset, bytes.const));
  }

  get buffer(): ArrayBuffer {
    return this.kernels.memory;
  }

  array<D extends MachineDType>(space: Space, dtype: D): MachineArray[D] {
    if (this.viewed !== this.buffer) {
      this.viewed = this.buffer;
      this.views = this.take();
    }
    return this.views[space][dtype];
  }

  /**
   * The array a region lies in, typed by the caller. Throws TypeError for another element type: the program was not
   * verified.
   */
  integers(region: Region): IntegerArray {
    const array = this.array(region.space, region.dtype);
    if (array instanceof Float32Array) throw new TypeError(`a ${region.dtype} region where integers are needed`);
    return array;
  }

  /** Where a region begins, as kernels know it. */
  address({ space, offset }: Region): number {
    return this.base[space] + offset;
  }

  private take(): Readonly<Record<Space, MachineArray>> {
    const viewsOf = (space: Space): MachineArray => {
      const at = [this.buffer, this.base[space]] as const;
      const words = Math.ceil(this.bytes[space] / 8) * 2;
      return {
        int8: new Int8Array(...at, words * 4),
        int16: new Int16Array(...at, words * 2),
        int32: new Int32Array(...at, words),
        float32: new Float32Array(...at, words),
      };
    };
    return { ddr: viewsOf('ddr'), sram: viewsOf('sram'), const: viewsOf('const') };
  }
}

/** Index of the first element of a region in the array it lies in. */
export function firstOf({ offset, dtype }: Region): number {
  return offset / bytesPerElement(dtype);
}
