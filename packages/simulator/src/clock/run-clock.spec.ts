import * as fc from 'fast-check';
import type { Instruction, MachineFeatures } from '@openbpu/machine';
import { FEATURES, PACE, constant, gemm, load, program, requant, store } from './clock.fixture';
import { programs } from './random-programs.fixture';
import { runClock } from './run-clock';

const token = (from: 'dma' | 'tensor' | 'vector', to: 'dma' | 'tensor' | 'vector'): Instruction => ({
  kind: 'sync',
  from,
  to,
});
const starts = (...calls: (readonly Instruction[])[]) =>
  runClock(program(calls), FEATURES).instructions.map(({ start }) => start);
const cycles = (...calls: (readonly Instruction[])[]) => runClock(program(calls), FEATURES).cycles;

describe('runClock', () => {
  it('lets queues work at the same time, each in order', () => {
    expect(starts([load(0), load(1600), gemm(3200, 4800), requant(6400, 8000)])).toEqual([100, 216, 100, 100]);
    expect(cycles([load(0), load(1600), gemm(3200, 4800)])).toBe(100 + 2 * 116);
  });

  it('holds a queue at a token until the other has done what it was given before, no more', () => {
    expect(starts([load(0), token('dma', 'tensor'), load(1600), gemm(0, 4800)])).toEqual([100, 216, 216]);
    expect(starts([load(0), load(1600), token('dma', 'tensor'), gemm(0, 4800)])).toEqual([100, 216, 332]);
    expect(starts([load(0), token('dma', 'tensor'), gemm(0, 1600), token('tensor', 'dma'), store(1600)])).toEqual([
      100, 216, 282,
    ]);
  });

  it('does not make a queue wait for what another only waits for itself', () => {
    expect(starts([load(0), token('dma', 'tensor'), token('tensor', 'vector'), requant(6400, 8000)])).toEqual([
      100, 100,
    ]);
  });

  it('says when calls run, dispatch included', () => {
    expect(runClock(program([[load(0)], [], [gemm(0, 1600)]]), FEATURES).calls).toEqual([
      { name: 'c0', start: 0, cycles: 216 },
      { name: 'c1', start: 216, cycles: 100 },
      { name: 'c2', start: 316, cycles: 166 },
    ]);
  });

  it('starts a call when all of the one before it is done', () => {
    expect(starts([load(0), gemm(1600, 3200)], [requant(1600, 3200)])).toEqual([100, 100, 316]);
    expect(cycles([], [])).toBe(200);
    expect(cycles()).toBe(0);
  });
});

describe('several cores', () => {
  const SHARED = { ...FEATURES, cores: 2, shared: { ddrBytesPerCycle: 24, waitCycles: 50 } };
  const wait: Instruction = { kind: 'wait', core: 0, from: 'dma', to: 'dma' };
  type Call = readonly (readonly [core: number, Instruction])[];
  const clock = (features: MachineFeatures, ...calls: readonly Call[]) => {
    const { calls: plain, ...rest } = program(calls.map((call) => call.map(([, instruction]) => instruction)));
    const cored = plain.map((call, i) => ({ ...call, cores: calls[i].map(([core]) => core) }));
    return runClock({ ...rest, cores: 2, calls: cored }, features);
  };
  const spans = (...calls: readonly Call[]) =>
    clock(SHARED, ...calls).instructions.map(({ core, start, cycles: taken }) => [core, start, start + taken]);

  it('are dispatched one after the other, and then work at the same time', () => {
    expect(
      spans([
        [0, gemm(0, 1600)],
        [1, gemm(0, 1600)],
        [1, load(0)],
      ]),
    ).toEqual([
      [0, 200, 266],
      [1, 200, 266],
      [1, 200, 316],
    ]);
  });

  it('share the bandwidth while both transfer, and only then', () => {
    expect(
      spans([
        [0, load(0)],
        [1, load(0)],
      ]),
    ).toEqual([
      [0, 200, 355],
      [1, 200, 355],
    ]);
    expect(
      spans([
        [0, load(0)],
        [1, load(0)],
        [0, load(1600)],
      ])[2],
    ).toEqual([0, 355, 471]);
    expect(
      spans([
        [0, load(0)],
        [1, requant(0, 1600)],
        [1, token('vector', 'dma')],
        [1, load(1600)],
      ]),
    ).toEqual([
      [0, 200, 333],
      [1, 200, 266],
      [1, 266, 399],
    ]);
  });

  it('never get more than they have alone', () => {
    const wide = { ...SHARED, shared: { ddrBytesPerCycle: 1000, waitCycles: 50 } };
    expect(
      clock(wide, [
        [0, load(0)],
        [1, load(0)],
      ]).cycles,
    ).toBe(316);
    const narrow = { ...SHARED, shared: { ddrBytesPerCycle: 8, waitCycles: 50 } };
    expect(clock(narrow, [[1, load(0)]]).cycles).toBe(200 + 2 * 116);
  });

  it('notice later what another has done', () => {
    expect(
      spans([
        [0, load(0)],
        [1, wait],
        [1, load(0)],
        [0, gemm(0, 1600)],
      ]),
    ).toEqual([
      [0, 200, 316],
      [1, 366, 482],
      [0, 200, 266],
    ]);
    expect(
      spans([
        [0, load(0)],
        [1, requant(0, 1600)],
        [1, requant(0, 1600)],
        [1, requant(0, 1600)],
        [1, wait],
        [1, token('vector', 'dma')],
        [1, load(0)],
      ]).at(-1),
    ).toEqual([1, 398, 514]);
  });

  it('begin a call together', () => {
    expect(
      spans(
        [[0, load(0)]],
        [
          [1, gemm(0, 1600)],
          [0, requant(0, 1600)],
        ],
      ),
    ).toEqual([
      [0, 200, 316],
      [1, 516, 582],
      [0, 516, 582],
    ]);
  });

  it('cannot be timed where nothing says what they share', () => {
    expect(() => clock(FEATURES, [[0, load(0)]])).toThrow(/nothing says what the cores of m share/);
  });
});

describe('a march that has a pace', () => {
  const paced = (constantsAhead: number): MachineFeatures => ({ ...FEATURES, pace: { ...PACE, constantsAhead } });
  /** Two gemms of 116 cycles that read what was loaded before each, and a load for neither: 116 cycles each. */
  const instructions = [
    constant(0, 1600),
    token('dma', 'tensor'),
    constant(1600, 1600),
    constant(3200, 1600),
    gemm(0, 6400),
    token('dma', 'tensor'),
    gemm(1600, 6400),
  ];
  const shown = (features: MachineFeatures) =>
    runClock(program([instructions]), features).instructions.map(({ index, start, cycles: taken }) => [
      index,
      start,
      start + taken,
    ]);

  it('works at it, and loads constants no further ahead than it says', () => {
    expect(shown(FEATURES)).toEqual([
      [0, 100, 216],
      [2, 216, 332],
      [3, 332, 448],
      [4, 216, 282],
      [6, 448, 514],
    ]);
    expect(shown(paced(Infinity))).toEqual([
      [0, 100, 216],
      [2, 216, 332],
      [3, 332, 448],
      [4, 216, 332],
      [6, 448, 564],
    ]);
    expect(shown(paced(4800))).toEqual(shown(paced(Infinity)));
    expect(shown(paced(3200))).toEqual(shown(paced(Infinity)).toSorted(([, a], [, b]) => a - b));
    expect(shown(paced(1600))).toEqual([
      [0, 100, 216],
      [4, 216, 332],
      [2, 332, 448],
      [3, 448, 564],
      [6, 564, 680],
    ]);
  });

  it('takes no longer where more may be loaded ahead', () => {
    const seen = { slower: 0 };
    fc.assert(
      fc.property(programs([1]), fc.nat(20), fc.nat(20), (any, some, more) => {
        const [little, much, all] = [some, some + more, Infinity].map((ahead) => runClock(any, paced(ahead)).cycles);
        expect(little).toBeGreaterThanOrEqual(much);
        expect(much).toBeGreaterThanOrEqual(all);
        if (little > much) seen.slower++;
      }),
      { numRuns: 200 },
    );
    expect(seen.slower).toBeGreaterThan(10);
  });

  it('comes to the end of every program, on several cores too', () => {
    const shared = { ddrBytesPerCycle: 24, waitCycles: 50 };
    fc.assert(
      fc.property(programs([1, 2, 2]), fc.nat(20), (any, ahead) => {
        const ran = runClock(any, { ...paced(ahead), cores: 2, shared });
        const all = any.calls.flatMap((call) => call.instructions);
        const indices = [...all.keys()].filter((at) => all[at].kind !== 'sync' && all[at].kind !== 'wait');
        expect(ran.instructions.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(indices);
      }),
      { numRuns: 200 },
    );
  });
});
