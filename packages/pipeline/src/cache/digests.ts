import { createHash, webcrypto } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Graph, Node } from '@openbpu/ir';
import type { SampleRef } from '@openbpu/runtime';
import { bytesOf } from '@openbpu/tensor';

/** How many samples are read at once; their digests are made beside whatever else goes on. */
const READERS = 4;

/**
 * Digests of what a result may follow from: two of the same digest are the same, to the last bit. Each object is read
 * once.
 */
export class Digests {
  private readonly known = new WeakMap<object, Promise<string>>();

  /** Of a graph: its nodes, where they run, and the bytes of its constants. */
  ofGraph(graph: Graph): Promise<string> {
    return this.once(graph, async () => digestOfGraph(graph));
  }

  /** Of what a graph computes in float, wherever its nodes run. */
  ofFloat(graph: Graph): string {
    return digestOfGraph(graph, ({ placement: _, ...node }) => node);
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

function digestOfGraph(graph: Graph, seen: (node: Node) => Partial<Node> = (node) => node): string {
  const hash = createHash('sha256');
  const { stage, name, inputs, outputs, metadata } = graph;
  const nodes = graph.nodes.map((node) => ({ ...seen(node), op: node.op.name }));
  hash.update(canonical({ stage, name, inputs, outputs, metadata, nodes }));
  for (const { id, type, constant } of graph.values.values()) {
    hash.update(canonical([id, type, constant !== undefined]));
    if (constant) hash.update(bytesOf(constant.data));
  }
  return hash.digest('hex');
}

async function digestOfSamples(samples: readonly SampleRef[]): Promise<string> {
  const digests = new Array<string>(samples.length);
  let next = 0;
  const read = async () => {
    const reader = new FileReader();
    for (let at = next++; at < samples.length; at = next++) digests[at] = await digestOfSample(samples[at], reader);
  };
  await Promise.all(Array.from({ length: READERS }, read));
  return digestOfData(digests);
}

async function digestOfSample({ inputs }: SampleRef, reader: FileReader): Promise<string> {
  const seen: unknown[] = [];
  for (const input of inputs) {
    if (input.kind === 'seeded') {
      seen.push(input);
      continue;
    }
    const { file, ...rest } = input;
    seen.push(rest, new Uint8Array(await webcrypto.subtle.digest('SHA-256', await reader.read(file))));
  }
  return digestOfData(seen);
}

/** Reads files one after the other into memory of its own. */
class FileReader {
  private memory = new Uint8Array(new ArrayBuffer(0));

  /** The bytes of a file, until another one is read. */
  async read(file: string): Promise<Uint8Array<ArrayBuffer>> {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (this.memory.length < size) this.memory = new Uint8Array(size);
      let end = 0;
      while (end < size) {
        const { bytesRead } = await handle.read(this.memory, end, size - end);
        if (bytesRead === 0) break;
        end += bytesRead;
      }
      return this.memory.subarray(0, end);
    } finally {
      await handle.close();
    }
  }
}
