import { fail } from '@openbpu/diagnostics';
import { Meter, WEIGHTS } from '@openbpu/guard';
import {
  type Instruction,
  type Program,
  type ProgramTensor,
  type Region,
  SPACES,
  coresOf,
  decodeProgram,
  instructionsOf,
  mapOperands,
  turnsOf,
} from '@openbpu/machine';
import { type Tensor, sameShape } from '@openbpu/tensor';
import { type Boundary, boundary, formatTensor } from './boundary';
import { SIMULATOR } from './catalogue';
import { KnownConstants } from './known-constants';
import { Memory } from './memory';
import { Packer } from './packer';
import { prepare } from './prepare';

export interface RunOptions {
  /** Tensors to give back besides the outputs, by name: each as it is when its last element has been written. */
  readonly taps?: readonly string[];
}

/**
 * A BPU with one program loaded. Memories are allocated and instructions bound once; runs use them again. Tensors
 * are logical (NCHW) on both sides. The program must be verified: decoded, or fresh from the compiler.
 */
export class Machine {
  private readonly memory: Memory;
  private readonly steps: readonly (() => void)[];
  private readonly tensors: ReadonlyMap<string, ProgramTensor>;
  private readonly boundaries = new Map<string, Boundary>();

  /**
   * `meter` counts the memories and the work of one run. Fails with SIM001 when `constants` are not of the program's
   * size, GRD004 when the program asks for more than the meter has left, SIM005 when its memories cannot be had.
   */
  constructor(
    readonly program: Program,
    constants: Uint8Array,
    meter = new Meter(),
  ) {
    const wanted = program.memory.const;
    if (constants.length !== wanted)
      fail(SIMULATOR.wrongConstants({ program: program.name, bytes: constants.length, wanted }));
    const { memory, steps } = bind(program, constants, meter);
    this.memory = memory;
    this.steps = steps;
    this.tensors = new Map(program.tensors.map((tensor) => [tensor.name, tensor]));
  }

  /** Outputs and taps by name. Fails with SIM002 to SIM004 when an input or tap does not fit the program. */
  run(inputs: ReadonlyMap<string, Tensor>, { taps = [] }: RunOptions = {}): Map<string, Tensor> {
    const results = new Map<string, Tensor>();
    const wanted = taps.map(
      (name) => this.tensors.get(name) ?? fail(SIMULATOR.unknownTap({ program: this.program.name, tensor: name })),
    );
    for (const name of this.program.inputs) this.write(name, inputs.get(name));
    const byTime = wanted.sort((a, b) => a.ready - b.ready);
    let next = 0;
    for (let done = 0; done <= this.steps.length; done++) {
      for (; next < byTime.length && byTime[next].ready === done; next++)
        results.set(byTime[next].name, this.boundary(byTime[next].name).read());
      if (done < this.steps.length) this.steps[done]();
    }
    for (const name of this.program.outputs) results.set(name, this.boundary(name).read());
    return results;
  }

  private write(name: string, given: Tensor | undefined): void {
    const program = this.program.name;
    const declared = this.tensor(name);
    if (!given) return fail(SIMULATOR.missingInput({ program, input: name }));
    const { data } = given;
    const fits = given.dtype === declared.dtype && sameShape(given.shape, declared.shape);
    if (
      !fits ||
      !(
        data instanceof Int8Array ||
        data instanceof Int16Array ||
        data instanceof Int32Array ||
        data instanceof Float32Array
      )
    ) {
      return fail(
        SIMULATOR.wrongInput({ program, input: name, given: formatTensor(given), wanted: formatTensor(declared) }),
      );
    }
    this.boundary(name).write(data);
  }

  private boundary(name: string): Boundary {
    let found = this.boundaries.get(name);
    if (!found) this.boundaries.set(name, (found = boundary(this.tensor(name), this.memory)));
    return found;
  }

  private tensor(name: string): ProgramTensor {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new Error(`program ${this.program.name} was not verified: there is no tensor "${name}"`);
    return tensor;
  }
}

/** On-chip memories of several cores lie behind each other, each at a multiple of this. */
const SIDE_BY_SIDE = 16;

/** A region in the on-chip memory of a core that begins at `first`. */
function onCore(region: Region, first: number): Region {
  return region.space === 'sram' ? { ...region, offset: region.offset + first } : region;
}

/** Memories with the program's constants, and every instruction bound to them. */
function bind(
  program: Program,
  constants: Uint8Array,
  meter: Meter,
): { readonly memory: Memory; readonly steps: readonly (() => void)[] } {
  const what = `program ${program.name}`;
  const { cores = 1 } = program;
  const onChip = cores > 1 ? Math.ceil(program.memory.sram / SIDE_BY_SIDE) * SIDE_BY_SIDE : program.memory.sram;
  const sizes = { ...program.memory, sram: cores * onChip };
  meter.spend(
    'bytes',
    SPACES.reduce((sum, space) => sum + sizes[space], 0),
    what,
  );
  const whose = coresOf(program);
  const placed = (instruction: Instruction, core: number) =>
    core === 0 ? instruction : mapOperands(instruction, (region) => onCore(region, core * onChip));
  const onPlain = (instruction: Instruction) => {
    const { turns, multiplies } = turnsOf(instruction);
    const spent = multiplies ? WEIGHTS.kernelMac : WEIGHTS.kernelElement;
    meter.spend('work', turns * (WEIGHTS.plain - spent), what);
  };
  try {
    const memory = new Memory(sizes, constants);
    const known = new KnownConstants(memory);
    const bench = { memory, known, packer: new Packer(memory.kernels), onPlain };
    const steps = instructionsOf(program).map((given, at) => {
      const instruction = placed(given, whose[at]);
      const { turns, multiplies } = turnsOf(instruction);
      meter.spend('work', turns * (multiplies ? WEIGHTS.kernelMac : WEIGHTS.kernelElement), what);
      const step = prepare(instruction, bench);
      known.follow(instruction);
      return step;
    });
    return { memory, steps };
  } catch (error) {
    const { ddr, sram, const: fixed } = sizes;
    if (error instanceof RangeError) fail(SIMULATOR.tooLarge({ program: program.name, bytes: ddr + sram + fixed }));
    throw error;
  }
}

/** Runs an encoded program once: outputs and taps by name. To run it again and again, keep a `Machine`. */
export function simulate(
  program: Uint8Array,
  constants: Uint8Array,
  inputs: ReadonlyMap<string, Tensor>,
  options: RunOptions = {},
): Map<string, Tensor> {
  return new Machine(decodeProgram(program), constants).run(inputs, options);
}
