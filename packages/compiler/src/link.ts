import {
  type FunctionCall,
  type MachineFeatures,
  type Program,
  type Region,
  mapOperands,
  operandsOf,
} from '@openbpu/machine';
import { allocate } from './allocate';
import type { Access, Buffer, PlacedTensor } from './buffer';
import type { Selector } from './select/selector';
import { synchronise } from './synchronise';
import type { TiledCall } from './tile-call';

/** What is made into a program. */
export interface Linkable {
  readonly name: string;
  readonly features: MachineFeatures;
  /** Cores that share the work, where they are several. */
  readonly cores?: number | undefined;
  /** In the order they run, each with the owner of each of its works. */
  readonly calls: readonly OwnedCall[];
  readonly selector: Pick<Selector, 'owners' | 'tensors'>;
  readonly entry: readonly PlacedTensor[];
  readonly exit: readonly PlacedTensor[];
  readonly constBytes: number;
}

/** A tiled call, and the node each of its works is for. */
export interface OwnedCall extends TiledCall {
  readonly owners: readonly string[];
}

/** Gives buffers their addresses, tensors their time, and puts tokens between the queues. */
export function link({ name, features, cores, calls, selector, entry, exit, constBytes }: Linkable): Program {
  const pinned = { before: entry.map(({ buffer }) => buffer), after: exit.map(({ buffer }) => buffer) };
  const ddr = allocate(
    'ddr',
    calls.flatMap(({ instructions }) => instructions),
    pinned,
    features.alignBytes,
  );
  const sram = new Map(calls.flatMap(({ offsets }) => [...offsets]));
  const residents = new Map(calls.flatMap((call) => [...call.residents]));
  const parted = new Set(calls.flatMap((call) => [...call.parted]));
  const home = ({ buffer }: { readonly buffer: Buffer }) => residents.get(buffer) ?? buffer;
  const base = (buffer: Buffer) => ddr.offsets.get(buffer) ?? sram.get(buffer);
  const region = ({ buffer, offset, dtype, shape, strides }: Access): Region => ({
    space: buffer.space,
    offset: (base(buffer) ?? 0) + offset,
    dtype,
    shape,
    strides,
  });
  const ready = new Map<Buffer, number>();
  const names = [...new Set(selector.owners)];
  const of: number[] = [];
  const linked = calls.map((call, at): FunctionCall => {
    const synchronised = synchronise(
      call.instructions.map((instruction) => mapOperands(instruction, region)),
      call.cores,
    );
    const { instructions, sources } = synchronised;
    sources.forEach((source, i) => {
      of.push(names.indexOf(call.owners[call.works[source]]));
      if (instructions[i].kind !== 'sync' && instructions[i].kind !== 'wait')
        operandsOf(call.instructions[source]).writes.forEach(({ buffer }) => ready.set(buffer, of.length));
    });
    return { name: `${name}_fc_${at}`, instructions, ...(cores === undefined ? {} : { cores: synchronised.cores }) };
  });
  const mentioned = selector.tensors.filter((tensor) => !parted.has(tensor.buffer) && base(home(tensor)) !== undefined);
  return {
    name,
    march: features.march,
    ...(cores === undefined ? {} : { cores }),
    memory: { ddr: ddr.bytes, sram: Math.max(0, ...calls.map((call) => call.sramBytes)), const: constBytes },
    tensors: mentioned.map((tensor) => {
      const buffer = home(tensor);
      return {
        name: tensor.name,
        space: buffer.space,
        offset: (base(buffer) ?? 0) + tensor.offset,
        dtype: tensor.dtype,
        shape: tensor.shape,
        layout: tensor.layout,
        ready: ready.get(buffer) ?? 0,
      };
    }),
    inputs: entry.map((tensor) => tensor.name),
    outputs: exit.map((tensor) => tensor.name),
    calls: linked,
    layers: { names, of },
  };
}
