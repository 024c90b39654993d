import * as fc from 'fast-check';
import { type CompiledModel, compile, standardLowering } from '@openbpu/compiler';
import { type MachineFeatures, type Program, queueOrder } from '@openbpu/machine';
import { standardOps } from '@openbpu/ops';
import { runClock } from '@openbpu/simulator';
import { EXAMPLE_FEATURES } from './example-features';
import { randomQuantisedGraph } from './random-quantised-graph';

const OPS = standardOps();

function featuresOf(sramBytes: number, constantsAhead: number): MachineFeatures {
  return {
    ...EXAMPLE_FEATURES,
    cores: 3,
    sramBytes,
    shared: { ddrBytesPerCycle: 12, waitCycles: 50 },
    pace: {
      tensor: {
        window: 1,
        pixel: 0.5,
        computed: 0.1,
        computedCycles: 7.5,
        wide: 1.5,
        depthwise: { channels: 4, products: 3 },
        colourCycles: 0.5,
      },
      vector: { arithmetic: 4, window: 3, resize: 0.7, move: 5, moveCycles: 20.5, across: 0.3, stack: 4 },
      constantsAhead,
    },
  };
}

const longestCallUs = (seed: number) => (seed % 3) * 4;

/** The programs of a random graph; none where a layer does not fit. */
function programsOf(seed: number, size: number, cores: number, features: MachineFeatures): readonly Program[] {
  const graph = randomQuantisedGraph({ seed, size, dtype: 'mixed' }, OPS);
  let model: CompiledModel;
  try {
    const fragment = () => new Uint8Array();
    model = compile(graph, {
      features,
      lowering: standardLowering,
      cores,
      longestCallUs: longestCallUs(seed),
      fragment,
    });
  } catch (error) {
    if (error instanceof Error && /^CMP00[34]/.test(error.message)) return [];
    throw error;
  }
  return model.steps.flatMap((step) => (step.kind === 'bpu' ? [step.program] : []));
}

/** Places in the program of instructions that begin before what they wait for is done. */
function early(program: Program, { instructions }: ReturnType<typeof runClock>): readonly number[] {
  const ran = new Map(instructions.map((each) => [each.index, each]));
  const lanes = new Map<number, number[]>();
  return queueOrder(program).flatMap(({ index, lane, holds }) => {
    const own = lanes.get(lane) ?? [];
    lanes.set(lane, own);
    const before = [own.at(-1), ...holds.map((hold) => lanes.get(hold.lane)?.[hold.count - 1])];
    own.push(index);
    const start = ran.get(index)?.start ?? -1;
    const done = before.map((other) => {
      const found = other === undefined ? undefined : ran.get(other);
      return found === undefined ? 0 : found.start + found.cycles;
    });
    return start >= Math.max(...done) ? [] : [index];
  });
}

it('compiled programs end in order and in time, however little is loaded ahead, and alone no sooner for it', () => {
  const seen = { programs: 0, later: 0, cores: 0 };
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(1, 1, 2, 3),
      fc.constantFrom(1 << 12, 1 << 16),
      fc.integer({ min: 0, max: 400 }),
      (seed, size, cores, sramBytes, ahead) => {
        const [free, held] = [featuresOf(sramBytes, Infinity), featuresOf(sramBytes, ahead)];
        for (const program of programsOf(seed, size, cores, held)) {
          const [sooner, later] = [runClock(program, free), runClock(program, held)];
          expect(later.instructions).toHaveLength(sooner.instructions.length);
          expect(early(program, later)).toEqual([]);
          if (longestCallUs(seed) > 0)
            for (const { cycles } of later.calls) expect(cycles).toBeLessThanOrEqual(1000 * longestCallUs(seed));
          seen.programs++;
          if (cores > 1) seen.cores++;
          if (cores > 1) continue;
          expect(later.cycles).toBeGreaterThanOrEqual(sooner.cycles);
          if (later.cycles > sooner.cycles) seen.later++;
        }
      },
    ),
    { numRuns: 80 },
  );
  expect(seen.programs).toBeGreaterThan(50);
  expect(seen.cores).toBeGreaterThan(10);
  expect(seen.later).toBeGreaterThan(2);
});
