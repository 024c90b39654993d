import { type InLane, type Program, lanesOf, queueOrder } from '@openbpu/machine';

/**
 * The same program as queues might really run it: `pick` chooses, among the lanes (queues of cores) that need not wait,
 * which one goes on next. A token holds its lane until the other has done all it was given before, a call begins when
 * the one before it is done. The result has one order and no tokens.
 */
export function interleave(program: Program, pick: (ready: readonly number[]) => number): Program {
  const lanes = Array.from({ length: lanesOf(program) }, (_, lane) => lane);
  const done = lanes.map(() => 0);
  const order = queueOrder(program);
  const calls = program.calls.map(({ name }, call) => {
    const given = lanes.map((lane) => order.filter((entry) => entry.call === call && entry.lane === lane));
    const ran: InLane[] = [];
    for (;;) {
      const ready = lanes.filter((lane) => given[lane][0]?.holds.every((hold) => done[hold.lane] >= hold.count));
      if (ready.length === 0) break;
      const lane = pick(ready);
      const head = given[lane].shift();
      if (!head || !ready.includes(lane)) throw new Error('a lane that waits was picked');
      ran.push(head);
      done[lane]++;
    }
    if (given.some((list) => list.length > 0)) throw new Error('the queues wait for each other');
    const instructions = ran.map(({ instruction }) => instruction);
    return { name, instructions, ...(program.cores ? { cores: ran.map(({ core }) => core) } : {}) };
  });
  const { layers: _, ...rest } = program;
  return { ...rest, calls };
}
