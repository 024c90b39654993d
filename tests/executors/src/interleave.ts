import { type Instruction, type Program, QUEUES, type Queue, definitionOf, instructionsOf } from '@openbpu/machine';

/**
 * The same program as queues might really run it: `pick` chooses, among the queues that need not wait, which one goes
 * on next. A token holds its queue until the other has done all it was given before. The result has one order and no
 * tokens.
 */
export function interleave(program: Program, pick: (ready: readonly Queue[]) => Queue): Program {
  type Entry = { readonly instruction: Instruction } | { readonly waits: Queue; readonly done: number };
  const given: Record<Queue, Entry[]> = { dma: [], tensor: [], vector: [] };
  const count: Record<Queue, number> = { dma: 0, tensor: 0, vector: 0 };
  for (const instruction of instructionsOf(program)) {
    if (instruction.kind === 'sync')
      given[instruction.to].push({ waits: instruction.from, done: count[instruction.from] });
    else {
      const { queue } = definitionOf(instruction.kind);
      if (!queue) throw new Error(`${instruction.kind} has no queue`);
      given[queue].push({ instruction });
      count[queue]++;
    }
  }
  const done: Record<Queue, number> = { dma: 0, tensor: 0, vector: 0 };
  const instructions: Instruction[] = [];
  for (;;) {
    for (const queue of QUEUES) {
      for (let head = given[queue][0]; head && 'waits' in head && done[head.waits] >= head.done; head = given[queue][0])
        given[queue].shift();
    }
    const ready = QUEUES.filter((queue) => given[queue].length > 0 && 'instruction' in given[queue][0]);
    if (ready.length === 0) break;
    const queue = pick(ready);
    const head = given[queue].shift();
    if (!head || !('instruction' in head)) throw new Error('a queue that waits was picked');
    instructions.push(head.instruction);
    done[queue]++;
  }
  if (QUEUES.some((queue) => given[queue].length > 0)) throw new Error('the queues wait for each other');
  const { layers: _, ...rest } = program;
  return { ...rest, calls: [{ name: 'interleaved', instructions }] };
}
