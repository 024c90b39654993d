import { type Instruction, type MachineDType, type Region, type Space, definitionOf } from '@openbpu/machine';
import { fast } from '../fast/fast';
import { KnownConstants } from '../known-constants';
import { Memory } from '../memory';
import { Packer } from '../packer';
import { prepare } from '../prepare';
import { plain } from './plain';

const BYTES = 1 << 16;
const CONSTANTS = 1 << 19;

/** A memory to try single instructions on: regions one behind the other, a gap between them that must not change. */
export class Workbench {
  private readonly memory = new Memory({ ddr: BYTES, sram: BYTES, const: CONSTANTS }, new Uint8Array(CONSTANTS));
  private readonly bench = {
    memory: this.memory,
    known: new KnownConstants(this.memory),
    packer: new Packer(this.memory.kernels),
  };
  private at = { ddr: 64, sram: 64, const: 64 };

  /** Room for `shape` with the given strides, filled with `values` in the order of the shape. */
  region(
    dtype: MachineDType,
    shape: readonly number[],
    values: readonly number[] = [],
    strides?: readonly number[],
    space: Space = 'ddr',
  ): Region {
    const region: Region = {
      space,
      offset: this.at[space],
      dtype,
      shape,
      strides: strides ?? shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
    };
    this.at[space] +=
      64 + 8 * Math.ceil((region.shape.reduce((last, dim, i) => last + (dim - 1) * region.strides[i], 1) * 4) / 8);
    const array = this.memory.array(space, dtype);
    this.indices(region).forEach((index, i) => (array[index] = values.length === 0 ? 77 : values[i % values.length]));
    return region;
  }

  /** A constant; kernels want weights and tables to be such. */
  constant(dtype: MachineDType, shape: readonly number[], values: readonly number[]): Region {
    return this.region(dtype, shape, values, undefined, 'const');
  }

  /** Runs an instruction the machine accepts; throws its complaint otherwise. */
  run(instruction: Instruction): void {
    const complaint = definitionOf(instruction.kind).complaint(instruction);
    if (complaint) throw new Error(complaint);
    prepare(instruction, this.bench)();
  }

  /**
   * Main memory behind an instruction, by the kernels and by the plain loops, from what it holds now; the first is
   * absent where no kernel fits.
   */
  both(instruction: Instruction): { readonly fast?: Uint8Array; readonly plain: Uint8Array } {
    const before = this.bytes();
    const step = fast(instruction, this.bench);
    step?.();
    const byKernels = this.bytes();
    this.memory.array('ddr', 'int8').set(new Int8Array(before.buffer));
    plain(instruction, this.memory)();
    return { plain: this.bytes(), ...(step ? { fast: byKernels } : {}) };
  }

  /** The elements of a region, in the order of its shape. */
  read(region: Region): number[] {
    const array = this.memory.array(region.space, region.dtype);
    return this.indices(region).map((index) => array[index]);
  }

  /** All bytes of main memory, for what must not change. */
  bytes(): Uint8Array {
    return new Uint8Array(this.memory.array('ddr', 'int8'));
  }

  private indices({ shape, strides, offset, dtype, space }: Region): number[] {
    const first = offset / this.memory.array(space, dtype).BYTES_PER_ELEMENT;
    return shape.reduce(
      (starts, dim, d) => starts.flatMap((start) => Array.from({ length: dim }, (_, i) => start + i * strides[d])),
      [first],
    );
  }
}
