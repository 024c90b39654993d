import { type Instruction, QUEUES, type Queue, type Region, definitionOf, operandsOf, overlap } from '@openbpu/machine';

/** An instruction of a queue, with what it touches. */
interface Placed {
  readonly at: number;
  readonly reads: readonly Region[];
  readonly writes: readonly Region[];
}

/** A token to be put in front of an instruction. */
interface Token {
  readonly before: number;
  readonly from: Queue;
  readonly to: Queue;
}

/** An instruction waits for what another queue was given so many instructions ago, without a check for conflicts. */
const FAR = 256;

/**
 * Tokens so that queues at work at the same time have the effect of the order the instructions stand in: one that reads
 * or writes bytes another queue wrote, or writes bytes it read, waits for it. A token comes right before the next
 * instruction of the queue that is waited for, so that no queue waits longer than it has to.
 */
export function synchronise(instructions: readonly Instruction[]): {
  readonly instructions: readonly Instruction[];
  readonly sources: readonly number[];
} {
  const queues: Record<Queue, Placed[]> = { dma: [], tensor: [], vector: [] };
  const tokens: Token[] = [];
  /** How many instructions of each queue (second) each queue (first) already waits for. */
  const covered: Record<Queue, Record<Queue, number>> = { dma: none(), tensor: none(), vector: none() };
  const wanted: { readonly at: number; readonly queue: Queue; readonly other: Queue; readonly index: number }[] = [];
  instructions.forEach((instruction, at) => {
    const { queue } = definitionOf(instruction.kind);
    if (!queue) return;
    const placed = { at, ...operandsOf(instruction) };
    for (const other of QUEUES) {
      if (other === queue) continue;
      const list = queues[other];
      for (let index = list.length - 1; index >= covered[queue][other]; index--) {
        if (index > list.length - 1 - FAR && !conflict(list[index], placed)) continue;
        covered[queue][other] = index + 1;
        wanted.push({ at, queue, other, index });
        break;
      }
    }
    queues[queue].push(placed);
  });
  for (const { at, queue, other, index } of wanted)
    tokens.push({ before: Math.min(at, queues[other][index + 1]?.at ?? at), from: other, to: queue });
  return interleave(instructions, tokens);
}

function none(): Record<Queue, number> {
  return { dma: 0, tensor: 0, vector: 0 };
}

function conflict(a: Placed, b: Placed): boolean {
  const touch = (xs: readonly Region[], ys: readonly Region[]) => xs.some((x) => ys.some((y) => overlap(x, y)));
  return touch(a.writes, b.reads) || touch(a.writes, b.writes) || touch(a.reads, b.writes);
}

/**
 * The instructions with the tokens between them; `sources` names for each the instruction it stands for or in front of.
 */
function interleave(instructions: readonly Instruction[], tokens: readonly Token[]) {
  const sorted = tokens.toSorted((a, b) => a.before - b.before);
  const result: Instruction[] = [];
  const sources: number[] = [];
  let next = 0;
  instructions.forEach((instruction, at) => {
    for (; next < sorted.length && sorted[next].before === at; next++) {
      result.push({ kind: 'sync', from: sorted[next].from, to: sorted[next].to });
      sources.push(at);
    }
    result.push(instruction);
    sources.push(at);
  });
  return { instructions: result, sources };
}
