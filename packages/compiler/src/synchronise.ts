import {
  type Instruction,
  QUEUES,
  type Queue,
  type Region,
  apart,
  definitionOf,
  laneOf,
  operandsOf,
  overlap,
} from '@openbpu/machine';

/** An instruction of a lane, the queue of a core, with what it touches. */
interface Placed {
  readonly at: number;
  readonly core: number;
  readonly reads: readonly Region[];
  readonly writes: readonly Region[];
}

/** A token to be put in front of an instruction, in the stream of the core that waits. */
interface Token {
  readonly before: number;
  readonly core: number;
  readonly token: Instruction;
}

/** The instructions with the tokens between them. */
export interface Synchronised {
  readonly instructions: readonly Instruction[];
  /** The core of each. */
  readonly cores: readonly number[];
  /** For each the instruction it stands for, or in front of. */
  readonly sources: readonly number[];
}

/** An instruction waits for what another lane was given so many instructions ago, without a check for conflicts. */
const FAR = 256;

/**
 * Tokens so that queues at work at the same time have the effect of the order the instructions stand in: one that reads
 * or writes bytes another queue wrote, or writes bytes it read, waits for it. A token comes right before the next
 * instruction of the queue that is waited for, so that no queue waits longer than it has to. `cores` says whose each
 * instruction is, where they are several: these meet in main memory alone, which only transfers touch.
 */
export function synchronise(instructions: readonly Instruction[], cores?: readonly number[]): Synchronised {
  const count = (cores?.reduce((most, core) => Math.max(most, core), 0) ?? 0) + 1;
  const lanes = Array.from({ length: count }, (_, core) => QUEUES.map((queue) => ({ core, queue }))).flat();
  const given = lanes.map((): Placed[] => []);
  const wanted: { readonly at: number; readonly lane: number; readonly other: number; readonly index: number }[] = [];
  /** How many instructions of each lane (second) each lane (first) already waits for. */
  const covered = lanes.map(() => new Int32Array(lanes.length));
  instructions.forEach((instruction, at) => {
    const { queue } = definitionOf(instruction.kind);
    if (!queue) return;
    const core = cores?.[at] ?? 0;
    const placed = { at, core, ...operandsOf(instruction) };
    const lane = laneOf(core, queue);
    for (let other = 0; other < lanes.length; other++) {
      if (other === lane || !mayMeet(lanes[other], { core, queue })) continue;
      const list = given[other];
      for (let index = list.length - 1; index >= covered[lane][other]; index--) {
        if (index > list.length - 1 - FAR && !conflict(list[index], placed)) continue;
        covered[lane][other] = index + 1;
        wanted.push({ at, lane, other, index });
        break;
      }
    }
    given[lane].push(placed);
  });
  const tokens = wanted.map(({ at, lane, other, index }): Token => {
    const [waiting, awaited] = [lanes[lane], lanes[other]];
    const before = Math.min(at, given[other][index + 1]?.at ?? at);
    const ends = { from: awaited.queue, to: waiting.queue };
    return waiting.core === awaited.core
      ? { before, core: waiting.core, token: { kind: 'sync', ...ends } }
      : { before, core: waiting.core, token: { kind: 'wait', core: awaited.core, ...ends } };
  });
  return interleave(instructions, cores, tokens);
}

interface Lane {
  readonly core: number;
  readonly queue: Queue;
}

function mayMeet(a: Lane, b: Lane): boolean {
  return a.core === b.core || (a.queue === 'dma' && b.queue === 'dma');
}

function conflict(a: Placed, b: Placed): boolean {
  const meets =
    a.core === b.core ? overlap : (x: Region, y: Region) => x.space === 'ddr' && y.space === 'ddr' && !apart(x, y);
  const touch = (xs: readonly Region[], ys: readonly Region[]) => xs.some((x) => ys.some((y) => meets(x, y)));
  return touch(a.writes, b.reads) || touch(a.writes, b.writes) || touch(a.reads, b.writes);
}

function interleave(
  instructions: readonly Instruction[],
  whose: readonly number[] | undefined,
  tokens: readonly Token[],
): Synchronised {
  const sorted = tokens.toSorted((a, b) => a.before - b.before);
  const result: Instruction[] = [];
  const cores: number[] = [];
  const sources: number[] = [];
  const add = (instruction: Instruction, core: number, source: number) => {
    result.push(instruction);
    cores.push(core);
    sources.push(source);
  };
  let next = 0;
  instructions.forEach((instruction, at) => {
    for (; next < sorted.length && sorted[next].before === at; next++) add(sorted[next].token, sorted[next].core, at);
    add(instruction, whose?.[at] ?? 0, at);
  });
  return { instructions: result, cores, sources };
}
