import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type Sink, fail } from '@openbpu/diagnostics';
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
    const { prototxt, caffemodel, inputShapes } = source;
    const [text, model] = await Promise.all([
      read(prototxt, 'prototxt'),
      caffemodel === '' ? undefined : read(caffemodel, 'caffemodel'),
    ]);
    return {
      prototxt,
      text: new TextDecoder().decode(text),
      caffemodel,
      ...(model ? { model } : {}),
      ...(inputShapes ? { inputShapes } : {}),
    };
  }

  async translate(
    { prototxt, text, caffemodel, model, inputShapes }: CaffeFiles,
    _ops: OpSet,
    sink: Sink,
  ): Promise<Graph<'imported'>> {
    const net = readNet(text, prototxt, sink);
    const weights = new Weights(caffemodel, model && readCaffemodel(model, caffemodel));
    const rules = [...ALL_LAYERS, ...this.extra];
    const name = net.name || basename(prototxt, extname(prototxt));
    const graph = translateNet(net, name, { rules, weights, sink, ...(inputShapes ? { inputShapes } : {}) });
    const unused = weights.unused(new Set([...net.layers, ...net.inputs].map((layer) => layer.name)));
    if (unused.length > 0)
      sink.report(CAFFE.unusedWeights({ file: caffemodel, layers: unused }, { name: caffemodel, file: caffemodel }));
    return graph;
  }
}

/** The bytes as a plain Uint8Array: `slice` of a Buffer would be a view where a copy is meant. */
async function read(file: string, role: string): Promise<Uint8Array> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(file);
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    const reason =
      code === 'ENOENT'
        ? 'it does not exist'
        : code === 'EISDIR'
          ? 'it is a folder'
          : code === 'EACCES'
            ? 'no permission'
            : code;
    return fail(CAFFE.fileMissing({ file, role, reason }, { name: file, file }), error);
  }
}
