import { CollectingSink } from '@openbpu/diagnostics';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import { decodeModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';

/** The graph of a model file, as the toolchain reads it. */
export function importModel(bytes: Uint8Array): Promise<Graph> {
  return new OnnxImporter().translate(
    { model: decodeModel(bytes), file: 'model.onnx', inputShapes: new Map() },
    standardOps(),
    new CollectingSink(),
  );
}
