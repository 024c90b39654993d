import type { ArtifactHeader } from '@openbpu/artifact';
import type { MachineFeatures, Program } from '@openbpu/machine';
import { removableNodes, removeNodes } from '../edit/remove-nodes';
import type { BoardModel } from '../model/open-model';
import { hasInt16, inInt8, tablesIn, withoutTables } from './changed-programs';
import type { WhatIf } from './perf-report';
import { timedRows } from './timed-rows';

type Model = Pick<BoardModel, 'header' | 'programs'>;

/** So much faster that transfers take no time but that of being started. */
const AT_ONCE = 1e9;

/** What an inference would take with one thing about the model changed, each by itself. */
export function whatIf(model: Model, features: MachineFeatures, oneCoreUs?: number): readonly WhatIf[] {
  return [
    withoutEdges(model, features),
    narrow(model, features),
    fused(model, features),
    atOnce(model, features),
    moved(model, features),
    cores(model, features, oneCoreUs),
  ].flatMap((line) => line ?? []);
}

function latencyUs(model: Model, features: MachineFeatures): number {
  return (
    timedRows(model, features).reduce((sum, { time }) => sum + time.latencyUs, 0) + features.cpu.inferenceSeconds * 1e6
  );
}

function withoutEdges({ header, programs }: Model, features: MachineFeatures): WhatIf | undefined {
  const types = [...new Set(removableNodes(header).flatMap(({ edge }) => edge?.type ?? []))];
  if (types.length === 0) return undefined;
  const all = [...new Set(header.steps.flatMap(({ removable, edge }) => (removable && edge ? [edge.type] : [])))];
  const { content, deleted } = removeNodes({ header, sections: new Map() }, { types: all, names: [] });
  const gone = new Set(deleted.map(({ name }) => name));
  return {
    change: `all that can be removed from the edge is removed (${[...gone].join(', ')})`,
    latencyUs: latencyUs({ header: content.header, programs }, features),
    how: 'By the clock without them: hb_model_modifier -a does it, and your program computes them instead.',
  };
}

function narrow({ header, programs }: Model, features: MachineFeatures): WhatIf | undefined {
  if (![...programs.values()].some(hasInt16)) return undefined;
  const tensors = Object.fromEntries(
    Object.entries(header.tensors).map(([name, tensor]): [string, ArtifactHeader['tensors'][string]] => [
      name,
      tensor.dtype === 'int16' ? { ...tensor, dtype: 'int8' } : tensor,
    ]),
  );
  return {
    change: 'everything in int16 is int8',
    latencyUs: latencyUs({ header: { ...header, tensors }, programs: changed(programs, inInt8) }, features),
    how: 'By the clock on the same instructions with elements of half the width; compiled anew, it may be less.',
  };
}

function fused({ header, programs }: Model, features: MachineFeatures): WhatIf | undefined {
  const tables = [...programs.values()].reduce((sum, program) => sum + tablesIn(program), 0);
  if (tables === 0) return undefined;
  return {
    change: `every table is fused into what stands before it (${tables} look-ups)`,
    latencyUs: latencyUs({ header, programs: changed(programs, withoutTables) }, features),
    how: 'By the clock with look-ups that cost no more than being issued: at best so, as with Relu in place of SiLU.',
  };
}

function atOnce(model: Model, features: MachineFeatures): WhatIf | undefined {
  if (model.programs.size === 0) return undefined;
  const { shared } = features;
  return {
    change: 'transfers from and to main memory take no time',
    latencyUs: latencyUs(model, {
      ...features,
      ddrBytesPerCycle: features.ddrBytesPerCycle * AT_ONCE,
      ...(shared
        ? { shared: { ...shared, ddrBytesPerCycle: features.cores * features.ddrBytesPerCycle * AT_ONCE } }
        : {}),
    }),
    how: 'By the clock with another memory: what computing alone takes, and the most that smaller tensors could bring.',
  };
}

function moved({ header, programs }: Model, features: MachineFeatures): WhatIf | undefined {
  const inside = header.steps.filter(({ kind }) => kind === 'cpu');
  if (inside.length === 0) return undefined;
  const own = new Set(inside.map(({ name }) => name));
  const us = timedRows({ header, programs }, features).reduce(
    (sum, { step, time }) => sum + (own.has(step.name) ? time.latencyUs : 0),
    0,
  );
  return {
    change: `what runs on the CPU inside the model runs on the BPU (${inside.length} nodes)`,
    how:
      `Not computed: a .bin has no other form of them. They take ${(us / 1000).toFixed(3)} ms now; hb_mapper checker ` +
      `--price says what each would bring.`,
  };
}

function cores({ header, programs }: Model, features: MachineFeatures, oneCoreUs?: number): WhatIf | undefined {
  if (features.cores === 1 || programs.size === 0) return undefined;
  const now = header.cores ?? 1;
  if (now > 1 && oneCoreUs !== undefined)
    return { change: 'core_num is 1', latencyUs: oneCoreUs, how: 'By the clock on programs compiled for one core.' };
  return {
    change: now === 1 ? `core_num is ${features.cores}` : 'core_num is 1',
    how:
      now === 1
        ? 'Not computed: the programs of a .bin are made for its cores. Convert it with that key.'
        : 'Not computed from the .bin: the page that makertbin writes beside it has both.',
  };
}

function changed(
  programs: ReadonlyMap<string, Program>,
  change: (program: Program) => Program,
): ReadonlyMap<string, Program> {
  return new Map([...programs].map(([name, program]) => [name, change(program)]));
}
