import { fail } from '@openbpu/diagnostics';
import { MACHINE } from './catalogue';
import { PROGRAM_SIGNATURE } from './encode-program';
import { ByteReader } from './encoding/byte-reader';
import { list, text } from './encoding/codec';
import { type Instruction, definitionOfCode } from './instruction/instruction';
import type { FunctionCall, Program } from './program';
import { coresCodec, layersCodec, memoryCodec, tensorCodec } from './program-codec';
import { PROGRAM_VERSION, isKnownVersion, isOfSeveralCores } from './program-version';
import { verifyProgram } from './verify-program';

/**
 * Reads an encoded program and proves it safe to run. Whatever the bytes are, the answer is a program or a diagnostic
 * (MAC).
 */
export function decodeProgram(bytes: Uint8Array): Program {
  for (let i = 0; i < PROGRAM_SIGNATURE.length; i++)
    if (bytes[i] !== PROGRAM_SIGNATURE.charCodeAt(i)) fail(MACHINE.notAProgram({ bytes: bytes.length }));
  const from = new ByteReader(bytes.subarray(PROGRAM_SIGNATURE.length));
  const version = from.uint();
  if (!isKnownVersion(version)) fail(MACHINE.unknownVersion({ version, known: PROGRAM_VERSION }));
  const several = isOfSeveralCores(version);
  const body: Program = {
    name: text.read(from),
    march: text.read(from),
    ...(several ? { cores: from.uint() } : {}),
    memory: memoryCodec.read(from),
    tensors: list(tensorCodec).read(from),
    inputs: list(text).read(from),
    outputs: list(text).read(from),
    calls: Array.from({ length: from.count(2) }, () => readCall(from, several)),
  };
  const layers = layersCodec.read(from);
  const program: Program = { ...body, ...(layers ? { layers } : {}) };
  if (from.remaining > 0) from.damaged(`${from.remaining} bytes follow its end`);
  const complaint = verifyProgram(program);
  if (complaint) fail(MACHINE.invalid({ ...complaint }));
  return program;
}

function readCall(from: ByteReader, several: boolean): FunctionCall {
  const name = text.read(from);
  const instructions = Array.from({ length: from.count(1) }, () => readInstruction(from));
  return { name, instructions, ...(several ? { cores: coresCodec.read(from) } : {}) };
}

function readInstruction(from: ByteReader): Instruction {
  const code = from.byte();
  const def = definitionOfCode(code) ?? from.damaged(`there is no instruction ${code}`);
  return def.read(from);
}
