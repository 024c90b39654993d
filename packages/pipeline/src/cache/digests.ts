import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Graph } from '@openbpu/ir';
import type { SampleRef } from '@openbpu/runtime';
import { bytesOf } from '@openbpu/tensor';

/**
 * Digests of what a result may follow from: two of the same digest are the same, to the last bit. Each object is read
 * once.
 */
export class Digests {
  private readonly known = new WeakMap<object, Promise<string>>();

  /** Of a graph: its nodes, where they run, and the bytes of its constants. */
  ofGraph(graph: Graph): Promise<string> {
    return this.once(graph, () => Promise.resolve(digestOfGraph(graph)));
  }

  /** Of samples: what is done with them and the bytes of their files, wherever these lie. */
  ofSamples(samples: readonly SampleRef[]): Promise<string> {
    return this.once(samples, () => digestOfSamples(samples));
  }

  private once(object: object, make: () => Promise<string>): Promise<string> {
    const known = this.known.get(object);
    if (known) return known;
    const made = make();
    this.known.set(object, made);
    return made;
  }
}

/** Of bytes, e.g. of a model file. */
export function digestOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Of plain data: numbers, texts, lists, maps, typed arrays. */
export function digestOfData(data: unknown): string {
  return createHash('sha256').update(canonical(data)).digest('hex');
}

/** Plain data as a text: the same for the same data, whatever the engine made of it, and for no other. */
function canonical(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => {
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : tagged(value);
    if (typeof value === 'bigint' || value === undefined) return tagged(value);
    if (value instanceof Map) return { $: 'Map', of: [...value] };
    if (ArrayBuffer.isView(value))
      return {
        $: value.constructor.name,
        of: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
      };
    return value;
  });
}

const tagged = (value: unknown) => ({ $: typeof value, of: Object.is(value, -0) ? '-0' : `${String(value)}` });

function digestOfGraph(graph: Graph): string {
  const hash = createHash('sha256');
  const { stage, name, inputs, outputs, metadata } = graph;
  const nodes = graph.nodes.map(({ op, ...node }) => ({ ...node, op: op.name }));
  hash.update(canonical({ stage, name, inputs, outputs, metadata, nodes }));
  for (const { id, type, constant } of graph.values.values()) {
    hash.update(canonical([id, type, constant !== undefined]));
    if (constant) hash.update(bytesOf(constant.data));
  }
  return hash.digest('hex');
}

async function digestOfSamples(samples: readonly SampleRef[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { inputs } of samples)
    for (const input of inputs) {
      if (input.kind === 'seeded') {
        hash.update(canonical(input));
        continue;
      }
      const { file, ...rest } = input;
      hash.update(canonical(rest));
      await readInto(hash, file);
    }
  return hash.digest('hex');
}

async function readInto(hash: Hash, file: string): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
}
