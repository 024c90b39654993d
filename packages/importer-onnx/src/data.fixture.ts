import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Graph } from '@openbpu/ir';
import { type ModelProto, type TensorProto, decodeModel, readTensor } from '@openbpu/onnx';
import { type Tensor, decodeNpy } from '@openbpu/tensor';

/** Third-party test data beside the project, or undefined when there is none. */
export function dataFolder(): string | undefined {
  const folder = process.env['OPENBPU_DATA'] ?? path.resolve(__dirname, '../../../../shared/data');
  return existsSync(folder) ? folder : undefined;
}

/** Evaluates a graph node by node. */
export function evaluate(graph: Graph, feeds: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const known = new Map(feeds);
  const get = (id: string): Tensor | undefined => (id === '' ? undefined : (known.get(id) ?? graph.value(id).constant));
  for (const node of graph.nodes) {
    const results = node.op.eval(node.inputs.map(get), node.attrs);
    node.outputs.forEach((id, i) => known.set(id, results[i]));
  }
  return new Map(graph.outputs.map((id) => [id, get(id)!]));
}

export function readNpyGz(file: string): Tensor {
  return decodeNpy(gunzipSync(readFileSync(file)));
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  const head = [number * 8 + 2];
  for (let length = bytes.length; ; length >>>= 7) {
    if (length < 128) {
      head.push(length);
      break;
    }
    head.push((length & 127) | 128);
  }
  return Uint8Array.from([...head, ...bytes]);
}

/** The tensor in the bytes of a TensorProto, read as the only initialiser of a model. */
export function tensorProto(bytes: Uint8Array): TensorProto {
  return decodeModel(field(7, field(5, bytes))).graph.initializer[0];
}

export function widen(proto: TensorProto): Tensor {
  const tensor = readTensor(proto, { widen: true });
  return tensor.dtype === 'float64'
    ? { dtype: 'float32', shape: tensor.shape, data: Float32Array.from(tensor.data as Float64Array) }
    : tensor;
}

/** A model with some of its inputs made constants. */
export function frozen(model: ModelProto, constants: readonly TensorProto[]): ModelProto {
  const names = new Set(constants.map(({ name }) => name));
  const { graph } = model;
  return {
    ...model,
    graph: {
      ...graph,
      input: graph.input.filter(({ name }) => !names.has(name)),
      initializer: [...graph.initializer, ...constants],
    },
  };
}

/** The plain files of a gzipped tar, by path. */
export function* tarFiles(archive: Uint8Array): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
  const tar = gunzipSync(archive);
  const text = (from: number, length: number) => tar.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  let long = '';
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12).trim() || '0', 8);
    const kind = String.fromCharCode(tar[at + 156]);
    const prefix = text(at + 257, 5) === 'ustar' && tar[at + 263] === 0x30 ? text(at + 345, 155) : '';
    const name = long || (prefix ? `${prefix}/${text(at, 100)}` : text(at, 100));
    const bytes = new Uint8Array(tar.subarray(at + 512, at + 512 + size));
    if (kind === 'L') long = Buffer.from(bytes).toString('latin1').replace(/\0.*$/s, '');
    else {
      long = '';
      if (kind === '0' || kind === '\0') yield { name, bytes };
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
