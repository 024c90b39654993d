import { basename, extname } from 'node:path';
import type { Sink } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import type { Graph, OpSet } from '@openbpu/ir';
import type { Importer, InputShapes, ModelSource } from '@openbpu/plugin-api';
import { CAFFE } from './catalogue';
import { translateNet } from './graph/translate-net';
import { ALL_LAYERS } from './layers/all';
import type { LayerRule } from './layers/layer-rule';
import { readNet } from './net/read-net';
import { readCaffemodel } from './weights/read-caffemodel';
import { Weights } from './weights/weights';

/** The two files of a Caffe model, read. Without `model` there are no weights. */
export interface CaffeFiles {
  readonly prototxt: string;
  readonly text: string;
  readonly caffemodel: string;
  readonly model?: Uint8Array;
  readonly inputShapes?: InputShapes;
  /** As `SourceOptions` has it. */
  readonly outputNodes?: readonly string[];
}

/**
 * Imports Caffe: a prototxt of any generation and the caffemodel with its weights. `extra` layer rules stand beside the
 * built-in ones. The graph is named as the network, or as the prototxt file where it has no name.
 */
export class CaffeImporter implements Importer<CaffeFiles> {
  readonly name = 'caffe';

  constructor(private readonly extra: readonly LayerRule[] = []) {}

  async match(source: ModelSource): Promise<CaffeFiles | undefined> {
    if (source.kind !== 'caffe') return undefined;
    const { prototxt, caffemodel, inputShapes, outputNodes } = source;
    const text = readUserFile(prototxt, FILE_KINDS.prototxt);
    const model = caffemodel === '' ? undefined : readUserFile(caffemodel, FILE_KINDS.caffemodel);
    return {
      prototxt,
      text: new TextDecoder().decode(text),
      caffemodel,
      ...(model ? { model } : {}),
      ...(inputShapes ? { inputShapes } : {}),
      ...(outputNodes ? { outputNodes } : {}),
    };
  }

  async translate(
    { prototxt, text, caffemodel, model, inputShapes, outputNodes }: CaffeFiles,
    _ops: OpSet,
    sink: Sink,
  ): Promise<Graph<'imported'>> {
    const net = readNet(text, prototxt, sink);
    const weights = new Weights(caffemodel, model && readCaffemodel(model, caffemodel));
    const rules = [...ALL_LAYERS, ...this.extra];
    const name = net.name || basename(prototxt, extname(prototxt));
    const graph = translateNet(net, name, {
      rules,
      weights,
      sink,
      ...(inputShapes ? { inputShapes } : {}),
      ...(outputNodes ? { outputNodes } : {}),
    });
    const unused = weights.unused(new Set([...net.layers, ...net.inputs].map((layer) => layer.name)));
    if (unused.length > 0)
      sink.report(CAFFE.unusedWeights({ file: caffemodel, layers: unused }, { name: caffemodel, file: caffemodel }));
    return graph;
  }
}
