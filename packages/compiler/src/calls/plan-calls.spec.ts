import { operandsOf } from '@openbpu/machine';
import { ConstantPool } from '../constant-pool';
import { buffer, conv, requant, view } from '../divide/divide.fixture';
import { FEATURES } from '../features.fixture';
import { type CallPlan, type PlanTarget, planCalls } from './plan-calls';
import { timeOf } from './time-of';

const side = 16;
const buffers = Array.from({ length: 9 }, (_, i) => buffer(`t${i}`, side * side * 16));
/** Eight layers in a row, convolutions and others in turn. */
const WORKS = buffers.slice(1).map((to, i) => ({
  work: i % 2 === 0 ? conv(buffers[i], to, side, side, 16) : requant(buffers[i], to, 1, side, side, 16),
  owner: `n${i}`,
}));
const PINNED = [buffers[0], buffers[8]];
const target = (limit?: number, more: Partial<PlanTarget> = {}): PlanTarget => ({ features: FEATURES, limit, ...more });
const planned = (limit?: number, more: Partial<PlanTarget> = {}): CallPlan => {
  const plan = planCalls(WORKS, PINNED, new ConstantPool(32), target(limit, more));
  if ('owner' in plan) throw new Error(JSON.stringify(plan));
  return plan;
};
const cyclesOf = ({ calls }: CallPlan, more: Partial<PlanTarget> = {}) =>
  calls.map((call) => timeOf(call, more.features ?? FEATURES, more.cores).cycles);

describe('planCalls', () => {
  const [all] = cyclesOf(planned());

  it('makes one call without a limit, and where all is short enough', () => {
    expect(planned().calls).toHaveLength(1);
    expect(planned(all).calls).toHaveLength(1);
    expect(planned(all - 1).calls.length).toBeGreaterThan(1);
    expect(planned().calls[0].owners).toEqual(WORKS.map(({ owner }) => owner));
  });

  it('makes as many as it takes, all works in order', () => {
    for (const limit of [all / 2, all / 4]) {
      const plan = planned(limit);
      for (const cycles of cyclesOf(plan)) expect(cycles).toBeLessThanOrEqual(limit);
      expect([...new Set(plan.calls.flatMap(({ owners }) => owners))]).toEqual(WORKS.map(({ owner }) => owner));
      expect(plan.constants).toBe(plan.calls.at(-1)!.constants);
    }
    expect(planned(0.7 * all).calls).toHaveLength(2);
  });

  it('lets calls share main memory alone, and keeps within a call what is of that call alone', () => {
    const { calls } = planned(0.7 * all);
    const touched = calls.map(({ instructions }) =>
      instructions.flatMap((i) => [...operandsOf(i).reads, ...operandsOf(i).writes].map((access) => access.buffer)),
    );
    const [first, second] = touched.map((list) => new Set(list));
    const both = [...first].filter((of) => second.has(of) && of.space !== 'const');
    expect(both.map(({ space }) => space)).toEqual(['ddr']);
    expect(calls.map(({ residents }) => residents.size).every((count) => count > 0)).toBe(true);
  });

  it('cuts a work that is too long by itself', () => {
    const limit = 900;
    const plan = planned(limit);
    const pieces = plan.calls.flatMap(({ owners }) => owners).filter((owner) => owner === 'n0');
    expect(pieces.length).toBeGreaterThan(1);
    for (const cycles of cyclesOf(plan)) expect(cycles).toBeLessThanOrEqual(limit);
  });

  it('does so for several cores as well, in one manner', () => {
    const features = { ...FEATURES, cores: 2, dispatchCycles: 100, shared: { ddrBytesPerCycle: 24, waitCycles: 20 } };
    const more = { features, cores: 2 };
    const [together] = cyclesOf(planned(undefined, more), more);
    const plan = planned(0.6 * together, more);
    expect(plan.calls.length).toBeGreaterThan(1);
    for (const cycles of cyclesOf(plan, more)) expect(cycles).toBeLessThanOrEqual(0.6 * together);
    expect(new Set(plan.calls.map(({ manner }) => manner)).size).toBe(1);
  });

  it('in the manner that is best for all of it, where a call alone would take another', () => {
    const features = { ...FEATURES, cores: 2, dispatchCycles: 100, shared: { ddrBytesPerCycle: 24, waitCycles: 20 } };
    const on = { features, cores: 2 };
    const [x, y, z] = ['x', 'y', 'z'].map((name) => buffer(name, 1 << 16));
    const works = [
      { work: conv(x, y, side, side, 16), owner: 'rows' },
      { work: conv(y, z, 4, 4, 64), owner: 'channels' },
    ];
    const plans = (list: typeof works, limit?: number) => {
      const plan = planCalls(list, [x, y, z], new ConstantPool(32), { ...on, limit });
      if ('owner' in plan) throw new Error(JSON.stringify(plan));
      return plan.calls.map((call) => ({ manner: call.manner, cycles: timeOf(call, features, 2).cycles }));
    };
    const [[rows], [channels], [whole]] = [works.slice(0, 1), works.slice(1), works].map((list) => plans(list));
    expect([rows.manner, channels.manner, whole.manner]).toEqual(['bands', 'mixed', 'mixed']);
    expect(plans(works, whole.cycles - 1).map(({ manner }) => manner)).toEqual(['mixed', 'mixed']);
  });

  it('says which node cannot be made short, or does not fit', () => {
    expect(planCalls(WORKS, PINNED, new ConstantPool(32), target(520))).toEqual({
      owner: 'n0',
      cycles: expect.any(Number) as number,
    });
    const features = { ...FEATURES, sramBytes: 64 };
    expect(planCalls(WORKS, PINNED, new ConstantPool(32), { features })).toEqual({ owner: 'n0' });
    const topk = { kind: 'topk', fn: 'values', order: 'largest', ties: 'first' } as const;
    const last = { work: { ...topk, x: view(buffers[8], 1, 4096), y: view(buffers[0], 1, 64) }, owner: 'rank' };
    const refused = planCalls([...WORKS, last], [], new ConstantPool(32), target(1500));
    expect(refused).toMatchObject({ owner: 'rank' });
  });

  it('is one empty call for nothing', () => {
    const plan = planCalls([], [], new ConstantPool(32), target(100));
    expect('calls' in plan && plan.calls.map(({ instructions }) => instructions)).toEqual([[]]);
  });
});
