import { ByteWriter } from './encoding/byte-writer';
import { list, text } from './encoding/codec';
import { definitionOf } from './instruction/instruction';
import type { Program } from './program';
import { coresCodec, layersCodec, memoryCodec, tensorCodec } from './program-codec';
import { versionOf } from './program-version';
import { verifyProgram } from './verify-program';

/** The first bytes of every program. */
export const PROGRAM_SIGNATURE = 'BPUP';

/**
 * Signature, version, then everything in order, numbers as varints: the same program gives the same bytes. Throws
 * Error for a program that breaks the rules of the machine: a bug of the compiler.
 */
export function encodeProgram(program: Program): Uint8Array {
  const complaint = verifyProgram(program);
  if (complaint) throw new Error(`program ${program.name} is not valid: ${complaint.where}: ${complaint.why}`);
  const to = new ByteWriter();
  for (const letter of PROGRAM_SIGNATURE) to.byte(letter.charCodeAt(0));
  to.uint(versionOf(program));
  text.write(to, program.name);
  text.write(to, program.march);
  if (program.cores !== undefined) to.uint(program.cores);
  memoryCodec.write(to, program.memory);
  list(tensorCodec).write(to, program.tensors);
  list(text).write(to, program.inputs);
  list(text).write(to, program.outputs);
  to.uint(program.calls.length);
  for (const call of program.calls) {
    text.write(to, call.name);
    to.uint(call.instructions.length);
    for (const instruction of call.instructions) {
      const def = definitionOf(instruction.kind);
      to.byte(def.code);
      def.write(to, instruction);
    }
    if (call.cores) coresCodec.write(to, call.cores);
  }
  layersCodec.write(to, program.layers);
  return to.finish();
}
