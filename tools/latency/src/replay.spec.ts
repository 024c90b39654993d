import { marches } from '@openbpu/pipeline';
import { runClock } from '@openbpu/simulator';
import { compiledNetwork } from './compiled-network';
import { networks } from './networks';
import { Replay } from './replay';
import { startOf } from './unknowns';

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

  it('refuses a program of two cores', async () => {
    const { model } = await compiledNetwork(networks.mobileone_s0(), backend);
    const program = model.steps.flatMap((step) => (step.kind === 'bpu' ? [step.program] : []))[0];
    expect(() => new Replay({ ...program, cores: 2 }, features)).toThrow('several cores');
  });
});
