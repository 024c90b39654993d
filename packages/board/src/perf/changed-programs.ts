import { type Instruction, type Program, type Region, instructionsOf, mapOperands } from '@openbpu/machine';

/** Entries of a table of int16, and of one of int8. */
const WIDE_TABLE = 65536;
const NARROW_TABLE = 256;

/** Whether anything in a program has 16 bits. */
export function hasInt16(program: Program): boolean {
  return program.tensors.some(({ dtype }) => dtype === 'int16') || instructionsOf(program).some(touchesInt16);
}

/**
 * A program as the clock would see it with int8 in place of int16: the same instructions and tiles, elements of half
 * the width, and tables of 256 entries in place of 65,536. Only for its time: it computes nothing that makes sense.
 */
export function inInt8(program: Program): Program {
  const narrow = (region: Region): Region => (region.dtype === 'int16' ? { ...region, dtype: 'int8' } : region);
  const table = (region: Region): Region => ({ ...narrow(region), shape: [NARROW_TABLE], strides: [1] });
  return withInstructions(program, (instruction) => {
    const loadsTable =
      instruction.kind === 'load' &&
      instruction.x.shape.length === 1 &&
      instruction.x.shape[0] === WIDE_TABLE &&
      instruction.x.dtype !== 'int8';
    return mapOperands<Region, Region>(instruction, loadsTable ? table : narrow);
  });
}

/** How many look-ups in tables a program has. */
export function tablesIn(program: Program): number {
  return instructionsOf(program).filter(({ kind }) => kind === 'lut').length;
}

/** A program as the clock would see it with every look-up done by the instruction before it. Only for its time. */
export function withoutTables(program: Program): Program {
  return withInstructions(program, (instruction) => (instruction.kind === 'lut' ? undefined : instruction));
}

function touchesInt16(instruction: Instruction): boolean {
  let found = false;
  mapOperands<Region, Region>(instruction, (region) => {
    found ||= region.dtype === 'int16';
    return region;
  });
  return found;
}

function withInstructions(program: Program, change: (instruction: Instruction) => Instruction | undefined): Program {
  const { layers: _, ...rest } = program;
  return {
    ...rest,
    calls: program.calls.map(({ name, instructions, cores }) => {
      const kept = instructions.flatMap((instruction, i) => {
        const changed = change(instruction);
        return changed ? [{ changed, core: cores?.[i] ?? 0 }] : [];
      });
      return {
        name,
        instructions: kept.map(({ changed }) => changed),
        ...(cores ? { cores: kept.map(({ core }) => core) } : {}),
      };
    }),
  };
}
