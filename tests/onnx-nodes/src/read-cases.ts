import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { type TensorProto, decodeModel } from '@openbpu/onnx';
import type { NodeCase } from './node-case';
import { tarFiles } from './tar-files';
import { tensorProto } from './tensor-proto';

/** The node cases of ONNX 1.20; they lie beside the project and are never part of it. */
export const ARCHIVE = join(
  process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data'),
  'conformance/onnx-node-v1.20.tar.gz',
);

export const HAVE_CASES = existsSync(ARCHIVE);

interface Files {
  model?: Uint8Array;
  readonly input: Map<number, TensorProto>;
  readonly output: Map<number, TensorProto>;
}

/** Every case of an archive `node/test_<id>/{model.onnx, test_data_set_0/{input,output}_<k>.pb}`, by its id. */
export function readCases(archive: Uint8Array = readFileSync(ARCHIVE)): readonly NodeCase[] {
  const found = new Map<string, Files>();
  for (const { name, bytes } of tarFiles(archive)) {
    const [, id, kind, index] =
      /^node\/test_([^/]+)\/(?:test_data_set_0\/)?(model|input|output)_?(\d*)\.(?:onnx|pb)$/.exec(name) ?? [];
    if (id === undefined) continue;
    const files = found.get(id) ?? { input: new Map<number, TensorProto>(), output: new Map<number, TensorProto>() };
    found.set(id, files);
    if (kind === 'model') files.model = bytes;
    else keep(files[kind === 'input' ? 'input' : 'output'], Number(index), bytes);
  }
  const models = new Map(
    Array.from(found, ([id, { model }]) => {
      if (!model) throw new Error(`the case ${id} has no model`);
      return [id, decodeModel(model)] as const;
    }),
  );
  return Array.from(found, ([id, { input, output }]) => {
    const model = models.get(id)!;
    const [, whole] = /^(.*)_expanded(?:_ver\d+)?$/.exec(id) ?? [];
    const about = models.get(whole ?? id)?.graph.node.at(0)?.opType ?? model.graph.node.at(-1)?.opType ?? 'none';
    return { id, operator: whole === undefined ? about : `${about}, expanded`, model, inputs: input, outputs: output };
  }).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Keeps a tensor; what is none is not kept, and a model that has it is refused before it is asked for. */
function keep(tensors: Map<number, TensorProto>, index: number, bytes: Uint8Array): void {
  try {
    const proto = tensorProto(bytes);
    if (proto !== undefined) tensors.set(index, proto);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
  }
}
