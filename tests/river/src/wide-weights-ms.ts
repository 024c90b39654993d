import { openArtifact } from '@openbpu/artifact';
import { type Instruction, type MachineFeatures, type Program, decodeProgram } from '@openbpu/machine';
import { estimate } from '@openbpu/simulator';

/** Milliseconds of the BPU segments of a `.bin` by the clock. */
export interface WeightTimes {
  readonly int8: number;
  /** With weights of 16 bits: two bytes each on their way, and their products with int16 at half the pace. */
  readonly int16: number;
}

export async function weightTimes(binFile: string, features: MachineFeatures): Promise<WeightTimes> {
  const artifact = await openArtifact(binFile);
  const segments = artifact.header.steps.filter(({ kind }) => kind === 'bpu');
  const programs = await Promise.all(
    segments.map(async ({ sections }) => decodeProgram(await artifact.section(sections[0]))),
  );
  const ms = (all: readonly Program[], machine: MachineFeatures) =>
    all.reduce((sum, program) => sum + estimate(program, machine).latencyUs / 1000, 0);
  const { int8, int16 } = features.macArray;
  const slower = { ...features, macArray: { int8, int16: { ...int16, inputChannels: int16.inputChannels / 2 } } };
  return { int8: ms(programs, features), int16: ms(programs.map(withWideWeights), slower) };
}

/** Every load of int8 constants, which are weights, takes two bytes an element. */
function withWideWeights(program: Program): Program {
  const wide = (i: Instruction): Instruction =>
    i.kind === 'load' && i.x.space === 'const' && i.x.dtype === 'int8'
      ? { ...i, x: { ...i.x, dtype: 'int16' }, y: { ...i.y, dtype: 'int16' } }
      : i;
  return {
    ...program,
    calls: program.calls.map((call) => ({ ...call, instructions: call.instructions.map(wide) })),
  };
}
