import type { MachineDType, Region, Space } from '@openbpu/machine';
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

/** The three memories of the machine, allocated once. Every view spans a whole memory; elements are found by index. */
export class Memory {
  private readonly spaces: Readonly<Record<Space, MachineArray>>;

  /** `constants` is copied, so that it may lie anywhere. */
  constructor(bytes: Readonly<Record<Space, number>>, constants: Uint8Array) {
    this.spaces = { ddr: viewsOf(bytes.ddr), sram: viewsOf(bytes.sram), const: viewsOf(bytes.const) };
    new Uint8Array(this.spaces.const.int8.buffer).set(constants.subarray(0, bytes.const));
  }

  array<D extends MachineDType>(space: Space, dtype: D): MachineArray[D] {
    return this.spaces[space][dtype];
  }

  /** The array a region lies in, typed by the caller. Throws TypeError for another element type: the program was not verified. */
  integers(region: Region): IntegerArray {
    const array = this.array(region.space, region.dtype);
    if (array instanceof Float32Array) throw new TypeError(`a ${region.dtype} region where integers are needed`);
    return array;
  }
}

/** Index of the first element of a region in the array it lies in. */
export function firstOf({ offset, dtype }: Region): number {
  return offset / bytesPerElement(dtype);
}

function viewsOf(bytes: number): MachineArray {
  const buffer = new ArrayBuffer(Math.ceil(bytes / 8) * 8);
  return { int8: new Int8Array(buffer), int16: new Int16Array(buffer), int32: new Int32Array(buffer), float32: new Float32Array(buffer) };
}
