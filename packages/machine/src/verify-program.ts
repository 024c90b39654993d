import { bytesPerElement } from '@openbpu/tensor';
import { definitionOf } from './instruction/instruction';
import { operandsOf } from './instruction/operands';
import { type Program, type ProgramTensor, regionOf } from './program';
import { type Region, SPACES, extentOf } from './region';
import { coresComplaint } from './verify-cores';
import { mayMeetItself } from './written-twice';

/** No memory is larger, so that a damaged program cannot ask for the impossible. */
const MEMORY_LIMIT = 2 ** 32;

/** A rule of the machine that a program breaks, and where. */
export interface ProgramComplaint {
  readonly where: string;
  readonly why: string;
}

/**
 * The first broken rule, or undefined: every region lies inside its memory and on a multiple of its element size,
 * nothing writes constants or one element twice, operands fit their instruction, names are unique, inputs and outputs
 * exist, and several cores and calls keep out of each other's way. A program without complaint cannot make the machine
 * touch what is not its own.
 */
export function verifyProgram(program: Program): ProgramComplaint | undefined {
  for (const space of SPACES) {
    const bytes = program.memory[space];
    if (!Number.isSafeInteger(bytes) || bytes < 0 || bytes > MEMORY_LIMIT)
      return { where: `memory ${space}`, why: `${bytes} bytes are no size of a memory` };
  }
  const count = program.calls.reduce((sum, call) => sum + call.instructions.length, 0);
  const tensors = new Map<string, ProgramTensor>();
  for (const tensor of program.tensors) {
    const where = `tensor ${JSON.stringify(tensor.name)}`;
    if (tensors.has(tensor.name)) return { where, why: 'the name is used twice' };
    tensors.set(tensor.name, tensor);
    if (tensor.layout === 'NHWC' && tensor.shape.length !== 4) return { where, why: 'only images are NHWC' };
    if (tensor.ready > count) return { where, why: `it is ready after ${tensor.ready} of ${count} instructions` };
    const why = regionComplaint(regionOf(tensor), program);
    if (why) return { where, why };
  }
  for (const name of [...program.inputs, ...program.outputs])
    if (!tensors.has(name)) return { where: 'inputs and outputs', why: `there is no tensor ${JSON.stringify(name)}` };
  for (const [where, names] of Object.entries({ inputs: program.inputs, outputs: program.outputs })) {
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) return { where, why: `${JSON.stringify(twice)} is listed twice` };
  }
  for (const name of program.inputs)
    if (tensors.get(name)?.space === 'const') return { where: 'inputs', why: `${JSON.stringify(name)} is a constant` };
  if (program.layers) {
    const { names, of } = program.layers;
    if (of.length !== count)
      return { where: 'layers', why: `there are ${of.length} entries for ${count} instructions` };
    if (!of.every((layer) => layer < names.length))
      return { where: 'layers', why: 'an instruction belongs to a layer that is not there' };
  }
  for (const call of program.calls) {
    for (const [index, instruction] of call.instructions.entries()) {
      const where = `${call.name}, instruction ${index} (${instruction.kind})`;
      const { reads, writes } = operandsOf(instruction);
      for (const region of [...reads, ...writes]) {
        const why = regionComplaint(region, program);
        if (why) return { where, why };
      }
      for (const region of writes) {
        if (region.space === 'const') return { where, why: 'it writes a constant' };
        if (mayMeetItself(region)) return { where, why: 'it writes one element twice' };
      }
      const why = definitionOf(instruction.kind).complaint(instruction);
      if (why) return { where, why };
    }
  }
  return coresComplaint(program);
}

function regionComplaint(region: Region, { memory }: Program): string | undefined {
  const { space, offset, dtype, shape, strides } = region;
  if (shape.length !== strides.length) return 'a region has not one stride per dimension';
  if (shape.length > 8) return `a region has ${shape.length} dimensions, and 8 are allowed`;
  if (![...shape, ...strides, offset].every((value) => Number.isSafeInteger(value) && value >= 0))
    return 'a region is not described by whole numbers';
  if (shape.some((dim) => dim === 0)) return 'a region is empty';
  if (offset % bytesPerElement(dtype) !== 0) return `offset ${offset} is no multiple of the size of ${dtype}`;
  if (!(offset + extentOf(region) <= memory[space]))
    return `a region ends outside the ${memory[space]} bytes of ${space}`;
  return undefined;
}
