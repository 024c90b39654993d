import { fail } from '@openbpu/diagnostics';
import type { Tensor } from '@openbpu/tensor';
import { CAFFE } from '../catalogue';
import { readBlob } from './read-blob';
import { WireError, WireReader } from './wire-reader';

/** The blobs of one layer of a caffemodel. */
export interface LayerWeights {
  readonly name: string;
  readonly blobs: readonly Tensor<'float32'>[];
}

/** Field numbers that differ between the three generations of layer messages. */
interface Generation {
  readonly name: number;
  readonly blobs: number;
  /** The message that holds them one level deeper. */
  readonly nested?: { readonly field: number; readonly as: Generation };
}

const V0: Generation = { name: 1, blobs: 50 };
const V1: Generation = { name: 4, blobs: 6, nested: { field: 1, as: V0 } };
const CURRENT: Generation = { name: 1, blobs: 7 };

/** Fields of NetParameter that hold layers. */
const GENERATIONS: ReadonlyMap<number, Generation> = new Map([
  [2, V1],
  [100, CURRENT],
]);

/**
 * The layers of a binary NetParameter and their blobs, in the file's order; everything else in it is passed over.
 * Elements are views on `bytes`. Fails with a diagnostic when the bytes are no such message or hold no layer.
 */
export function readCaffemodel(bytes: Uint8Array, file: string): LayerWeights[] {
  const layers: LayerWeights[] = [];
  try {
    const reader = new WireReader(bytes);
    while (reader.next()) {
      const generation = GENERATIONS.get(reader.field);
      if (generation) layers.push(readLayer(reader.chunk(), generation));
      else reader.skip();
    }
  } catch (error) {
    if (error instanceof WireError) return fail(CAFFE.badModel({ file, problem: error.message }, { name: file, file }));
    throw error;
  }
  if (layers.length === 0) fail(CAFFE.badModel({ file, problem: 'it holds no layer' }, { name: file, file }));
  return layers;
}

function readLayer(bytes: Uint8Array, generation: Generation): LayerWeights {
  const reader = new WireReader(bytes);
  let name = '';
  const blobs: Tensor<'float32'>[] = [];
  while (reader.next()) {
    if (reader.field === generation.name) name = reader.text();
    else if (reader.field === generation.blobs) blobs.push(readBlob(reader.chunk()));
    else if (reader.field === generation.nested?.field) {
      const inner = readLayer(reader.chunk(), generation.nested.as);
      name ||= inner.name;
      blobs.push(...inner.blobs);
    } else reader.skip();
  }
  return { name, blobs };
}
