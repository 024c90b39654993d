import { type MachineFeatures, type Program, type Region, mapOperands, operandsOf } from '@openbpu/machine';
import { allocate } from './allocate';
import type { Access, PlacedTensor } from './buffer';
import type { Selector } from './select/selector';
import { synchronise } from './synchronise';
import type { Tiled } from './tile/tile';

/** What is made into a program. */
export interface Linkable {
  readonly name: string;
  readonly features: MachineFeatures;
  readonly tiled: Tiled;
  readonly selector: Selector;
  readonly entry: readonly PlacedTensor[];
  readonly exit: readonly PlacedTensor[];
  readonly constBytes: number;
}

/** Gives buffers their addresses, tensors their time, and puts tokens between the queues. */
export function link({ name, features, tiled, selector, entry, exit, constBytes }: Linkable): Program {
  const pinned = { before: entry.map(({ buffer }) => buffer), after: exit.map(({ buffer }) => buffer) };
  const ddr = allocate('ddr', tiled.instructions, pinned, features.alignBytes);
  const home = ({ buffer }: { readonly buffer: Access['buffer'] }) => tiled.residents.get(buffer) ?? buffer;
  const base = (buffer: Access['buffer']) => ddr.offsets.get(buffer) ?? tiled.sram.offsets.get(buffer);
  const region = ({ buffer, offset, dtype, shape, strides }: Access): Region => ({
    space: buffer.space,
    offset: (base(buffer) ?? 0) + offset,
    dtype,
    shape,
    strides,
  });
  const { instructions, sources } = synchronise(
    tiled.instructions.map((instruction) => mapOperands(instruction, region)),
  );
  const ready = new Map<Access['buffer'], number>();
  sources.forEach((source, at) => {
    if (instructions[at].kind !== 'sync')
      operandsOf(tiled.instructions[source]).writes.forEach(({ buffer }) => ready.set(buffer, at + 1));
  });
  const names = [...new Set(selector.owners)];
  const mentioned = selector.tensors.filter((tensor) => base(home(tensor)) !== undefined);
  return {
    name,
    march: features.march,
    memory: { ddr: ddr.bytes, sram: tiled.sram.bytes, const: constBytes },
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
    calls: [{ name: `${name}_fc_0`, instructions }],
    layers: { names, of: sources.map((source) => names.indexOf(selector.owners[tiled.works[source]])) },
  };
}
