import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { DiagnosticError, fail } from '@openbpu/diagnostics';
import { type ExternalLoader, type ModelProto, decodeModel, externalDataLoader } from '@openbpu/onnx';
import type { InputShapes, ModelSource } from '@openbpu/plugin-api';
import { IMPORT_ONNX } from './catalogue';

/** A model file that has been read. */
export interface OnnxModel {
  readonly model: ModelProto;
  /** As the user names it. */
  readonly file: string;
  readonly inputShapes: InputShapes;
  readonly loadExternal?: ExternalLoader;
}

/**
 * Reads a model file; undefined for a source of another format. Throws DiagnosticError when it is missing or no model.
 */
export async function readSource(source: ModelSource): Promise<OnnxModel | undefined> {
  if (source.kind !== 'onnx') return undefined;
  const file = source.model;
  const model = decode(await bytesOf(file), file);
  return {
    model,
    file,
    inputShapes: source.inputShapes ?? new Map<string, readonly number[]>(),
    loadExternal: externalDataLoader(path.dirname(path.resolve(file))),
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(file);
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
    return fail(IMPORT_ONNX.fileMissing({ file, reason }, { name: file, file }), error);
  }
}

/** Decodes with the file in every complaint. */
function decode(bytes: Uint8Array, file: string): ModelProto {
  try {
    return decodeModel(bytes);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(
      error.diagnostics.map((diagnostic) => ({ at: { name: file, file }, ...diagnostic })),
      { cause: error },
    );
  }
}
