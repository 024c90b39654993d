import { type Program, cyclesOf, queueOrder } from '@openbpu/machine';
import { marches } from '@openbpu/pipeline';
import { runClock } from '@openbpu/simulator';
import { compiledNetwork } from './compiled-network';
import { EVERY_COST } from './every-cost.fixture';
import { networks } from './networks';
import { Costs, Replay } from './replay';
import { startOf, unknownsOf } from './unknowns';

const backend = marches().find(({ march }) => march === 'bayes-e')!;
const { features } = backend;

describe('Replay', () => {
  it.each(['mobileone_s0', 'yolov8n_cls', 'efficientformerv2_s0'])(
    'is the clock of %s, under any features',
    async (name) => {
      const { model } = await compiledNetwork(networks[name](), backend);
      const programs = model.steps.flatMap((step) => (step.kind === 'bpu' ? [step.program] : []));
      expect(programs.length).toBeGreaterThan(0);
      for (const program of programs) {
        const replay = new Replay(program, features);
        const others = { ...startOf(features).features, ddrBytesPerCycle: 1.5, dispatchCycles: 3333 };
        for (const at of [features, others, features]) expect(replay.cycles(at)).toBe(runClock(program, at).cycles);
      }
    },
  );

  it('is made for so much ahead, and without a pace for as much as there is', async () => {
    const { model } = await compiledNetwork(networks.mobileone_s0(), backend);
    const program = model.steps.flatMap((step) => (step.kind === 'bpu' ? [step.program] : []))[0];
    const { pace, ...bare } = features;
    const tight = { ...features, pace: { ...pace!, constantsAhead: 1 } };
    expect(new Replay(program, tight).cycles(tight)).toBe(runClock(program, tight).cycles);
    expect(new Replay(program, tight).cycles(features)).toBeGreaterThan(new Replay(program, features).cycles(features));
    expect(new Replay(program, bare).cycles(bare)).toBe(runClock(program, bare).cycles);
  });

  it('dispatches every call when all of the one before is done, those with nothing to do as well', () => {
    const [{ instructions }] = EVERY_COST.calls;
    const [full, empty] = [instructions, []].map((list, i) => ({ name: `c${i}`, instructions: list }));
    const loose = instructions.filter(({ kind }) => kind === 'conv' || kind === 'fill');
    const apart = { name: 'apart', instructions: loose };
    for (const calls of [[empty], [apart, full], [empty, apart], [full, empty, empty, full, empty, empty]]) {
      const program: Program = { ...EVERY_COST, calls };
      expect(new Replay(program, features).cycles(features)).toBe(runClock(program, features).cycles);
    }
  });

  it('refuses a program of two cores', async () => {
    const { model } = await compiledNetwork(networks.mobileone_s0(), backend);
    const program = model.steps.flatMap((step) => (step.kind === 'bpu' ? [step.program] : []))[0];
    expect(() => new Replay({ ...program, cores: 2 }, features)).toThrow('several cores');
  });
});

describe('Costs', () => {
  const start = startOf(features);
  const { pace } = start.features;
  if (!pace) throw new Error('no pace');
  const depthwise = { ...pace.tensor.depthwise, channels: 2 * pace.tensor.depthwise.channels };
  const changes = [
    ...unknownsOf(features).flatMap(({ name, bpu, start: value, set }) =>
      bpu ? [[name, set(start, value / 3).features] as const] : [],
    ),
    ['depthwise.channels', { ...start.features, pace: { ...pace, tensor: { ...pace.tensor, depthwise } } }] as const,
    ['stack', { ...start.features, pace: { ...pace, vector: { ...pace.vector, stack: 7 } } }] as const,
  ];

  it.each(changes)('are reckoned anew where %s is another', (_, changed) => {
    const costs = new Costs(EVERY_COST, features);
    const order = queueOrder(EVERY_COST);
    const [before, after, again] = [start.features, changed, start.features].map((at) => {
      const cycles = costs.at(at);
      expect(order.map(({ index }) => cycles[index])).toEqual(order.map((entry) => cyclesOf(entry.instruction, at)));
      return Array.from(cycles);
    });
    expect(after).not.toEqual(before);
    expect(again).toEqual(before);
  });
});
