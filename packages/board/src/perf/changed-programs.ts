import { type Instruction, type Program, type Region, instructionsOf, mapOperands, operandsOf } from '@openbpu/machine';

/** Entries of a table of int16, and of one of int8. */
const WIDE_TABLE = 65536;
const NARROW_TABLE = 256;

/** Whether a program computes or moves activations of 16 bits; constants of 16 bits are not counted. */
export function hasInt16(program: Program): boolean {
  return instructionsOf(program).some((instruction) => {
    if (instruction.kind === 'load' && instruction.x.space === 'const') return false;
    return operandsOf(instruction).writes.some(({ dtype }) => dtype === 'int16');
  });
}

/**
 * A program as the clock would see it with activations of int8 in place of int16: the same instructions and tiles,
 * elements of half the width, and tables of 256 entries in place of 65,536. Weights stay as they are. Only for its
 * time: it computes nothing that makes sense.
 */
export function inInt8(program: Program): Program {
  const narrow = (region: Region): Region => (region.dtype === 'int16' ? { ...region, dtype: 'int8' } : region);
  const table = (region: Region): Region => ({ ...narrow(region), shape: [NARROW_TABLE], strides: [1] });
  return withInstructions(program, (instruction) => {
    if (instruction.kind === 'load' && instruction.x.space === 'const')
      return isTable(instruction.x) ? mapOperands<Region, Region>(instruction, table) : instruction;
    const narrowed = mapOperands<Region, Region>(instruction, narrow);
    return 'weights' in narrowed && 'weights' in instruction ? { ...narrowed, weights: instruction.weights } : narrowed;
  });
}

function isTable({ shape, dtype }: Region): boolean {
  return shape.length === 1 && shape[0] === WIDE_TABLE && dtype !== 'int8';
}

/** How many look-ups in tables a program has. */
export function tablesIn(program: Program): number {
  return instructionsOf(program).filter(({ kind }) => kind === 'lut').length;
}

/**
 * A program as the clock would see it with every look-up done by the instruction before it: it is still issued, so that
 * others wait for what they waited for, and looks nothing up. Only for its time.
 */
export function withoutTables(program: Program): Program {
  const none = (region: Region): Region => ({ ...region, shape: [0], strides: [1] });
  return withInstructions(program, (instruction) =>
    instruction.kind === 'lut' ? mapOperands<Region, Region>(instruction, none) : instruction,
  );
}

function withInstructions(program: Program, change: (instruction: Instruction) => Instruction): Program {
  const { layers: _, ...rest } = program;
  return { ...rest, calls: program.calls.map((call) => ({ ...call, instructions: call.instructions.map(change) })) };
}
