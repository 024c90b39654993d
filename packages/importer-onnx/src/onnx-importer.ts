import type { Sink } from '@openbpu/diagnostics';
import type { Graph, OpSet } from '@openbpu/ir';
import type { Importer, ModelSource } from '@openbpu/plugin-api';
import { nodeNames } from './graph/node-origin';
import { type TranslateOptions, translateModel } from './graph/translate-model';
import { type OnnxModel, readSource } from './read-source';

/** Reads ONNX models of opset 7 and later, with external data, into the canonical form of the graph. */
export class OnnxImporter implements Importer<OnnxModel> {
  readonly name = 'onnx';

  constructor(private readonly options: TranslateOptions = {}) {}

  match(source: ModelSource): Promise<OnnxModel | undefined> {
    return readSource(source);
  }

  translate(raw: OnnxModel, ops: OpSet, sink: Sink): Promise<Graph<'imported'>> {
    return translateModel(raw, ops, sink, this.options);
  }

  async names({ model }: OnnxModel): Promise<readonly string[]> {
    return nodeNames(model.graph?.node ?? []);
  }
}
