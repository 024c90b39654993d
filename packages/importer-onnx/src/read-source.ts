import * as path from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { type ExternalLoader, type ModelProto, decodeModel, externalDataLoader, withExternalData } from '@openbpu/onnx';
import type { InputShapes, ModelSource } from '@openbpu/plugin-api';

/** A model file that has been read, data of other files too but for the initialisers of its graph. */
export interface OnnxModel {
  readonly model: ModelProto;
  /** As the user names it. */
  readonly file: string;
  readonly inputShapes: InputShapes;
  /** As `SourceOptions` has it. */
  readonly outputNodes?: readonly string[];
  readonly cutNodes?: readonly string[];
  readonly loadExternal?: ExternalLoader;
}

/**
 * Reads a model file; undefined for a source of another format. Throws DiagnosticError when it is missing or no model.
 */
export async function readSource(source: ModelSource): Promise<OnnxModel | undefined> {
  if (source.kind !== 'onnx') return undefined;
  const file = source.model;
  const loadExternal = externalDataLoader(path.dirname(path.resolve(file)));
  const decoded = decode(readUserFile(file, FILE_KINDS.onnx), file);
  const model = withExternalData(decoded, loadExternal, { initialisers: false });
  return {
    model,
    file,
    inputShapes: source.inputShapes ?? new Map<string, readonly number[]>(),
    ...(source.outputNodes ? { outputNodes: source.outputNodes } : {}),
    ...(source.cutNodes ? { cutNodes: source.cutNodes } : {}),
    loadExternal,
  };
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
