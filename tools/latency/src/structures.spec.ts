import { marches } from '@openbpu/pipeline';
import { compiledNetwork } from './compiled-network';
import { type Measured, bpuMs, timed } from './measured';
import { Ready, type Structure, type Trial, chosen, marchOf, tryStructures } from './structures';
import { tinyNetwork } from './tiny-network.fixture';
import { startOf } from './unknowns';

const backend = marches().find(({ march }) => march === 'bayes-e')!;
const { features } = backend;
const SIZES = [1 << 20, 1 << 21];
const FROM: Structure = { sramBytes: SIZES[0], ahead: 1 / 4, depthwise: 8, stack: 8, pull: 0.03 };
const row = { march: 'bayes-e', network: 'tiny', source: 'nowhere' };

describe('marchOf', () => {
  it('is a march of a structure, at the start of the search', () => {
    const { sramBytes, pace, ...rest } = marchOf(features, {
      ...FROM,
      sramBytes: 1001,
      ahead: 1 / 2,
      depthwise: 3,
      stack: 5,
    });
    const start = startOf(features).features;
    expect(sramBytes).toBe(1001);
    expect(pace).toEqual({
      ...start.pace!,
      constantsAhead: 501,
      tensor: {
        ...start.pace!.tensor,
        depthwise: { ...start.pace!.tensor.depthwise, channels: 3 * features.macArray.int8.outputChannels },
      },
      vector: { ...start.pace!.vector, stack: 5 },
    });
    expect({ ...rest, sramBytes: 0, pace: undefined }).toEqual({ ...start, sramBytes: 0, pace: undefined });
  });

  it('asks for a pace', () => {
    const { pace, ...bare } = features;
    expect(pace).toBeDefined();
    expect(() => marchOf(bare, FROM)).toThrow('bayes-e has no pace');
  });
});

describe('Ready', () => {
  it('makes rows once for each size and share of constants ahead', async () => {
    const compiled = await compiledNetwork(tinyNetwork(), backend);
    const ready = new Ready(features, new Map([[SIZES[0], [{ row, timed: timed(compiled, { features }) }]]]));
    const rows = ready.rows(FROM);
    expect(rows.map(({ row: of }) => of)).toEqual([row]);
    expect(ready.rows({ ...FROM, depthwise: 2, stack: 1, pull: 0.06 })).toBe(rows);
    expect(ready.rows({ ...FROM, sramBytes: SIZES[1] })).toEqual([]);
    const tight = ready.rows({ ...FROM, ahead: 1e-4 });
    expect(bpuMs(tight[0], { features })).toBeGreaterThan(bpuMs(rows[0], { features }));
  });
});

const rowOf = (family: string, latencyMs: number, macs?: number): Measured => ({
  row: { ...row, network: family, latencyMs },
  family,
  protocol: 'detectors',
  segments: [],
  cpu: macs === undefined ? [] : [{ bytes: 0, macs }],
});

/** Two families that take what is published in one structure, and one of them longer the further another is from it. */
class Aimed extends Ready {
  constructor(private readonly aim: Structure) {
    super(features, new Map());
  }

  override rows(structure: Structure): readonly Measured[] {
    const { cores, clockHz, macsPerCycle } = features.cpu;
    const keys = ['sramBytes', 'ahead', 'depthwise', 'stack', 'pull'] as const;
    const off = keys.reduce((sum, key) => sum + Math.abs(Math.log2(structure[key] / this.aim[key])), 0);
    return [rowOf('far', 0.3), rowOf('near', 0.32, off * 1e-5 * cores * clockHz * macsPerCycle)];
  }
}

/** Two families on either side of the constant of an inference. */
class Apart extends Ready {
  constructor() {
    super(features, new Map());
  }

  override rows(): readonly Measured[] {
    return [rowOf('slow', 0.6), rowOf('fast', 0.15)];
  }
}

describe('tryStructures', () => {
  it.each([
    [SIZES[1], 1 / 2, 2, 1, 0.0075],
    [SIZES[0], 1, 4, 16, 0.015],
    [SIZES[1], 1 / 4, 8, 4, 0.06],
    [SIZES[0], 1 / 2, 4, 8, 0.03],
  ])('comes to %i bytes, a share of %d, %i, %i and a pull of %d', (sramBytes, ahead, depthwise, stack, pull) => {
    const ready = new Aimed({ sramBytes, ahead, depthwise, stack, pull });
    const told: Trial[] = [];
    const trials = tryStructures(ready, features, SIZES, FROM, (trial) => told.push(trial));
    const { structure, fit } = chosen(
      trials,
      ready.rows(FROM).map((each) => each.row),
    );
    expect(structure).toEqual({ sramBytes, ahead, depthwise, stack, pull });
    const { pace, ...march } = marchOf(features, structure);
    expect([fit.features.sramBytes, fit.features.pace!.constantsAhead]).toEqual([sramBytes, pace!.constantsAhead]);
    expect(fit.features.pace!.tensor.depthwise.channels).toBe(pace!.tensor.depthwise.channels);
    expect([fit.features.pace!.vector.stack, fit.features.march]).toEqual([stack, march.march]);
    expect(fit.loss).toBeCloseTo(0, 9);
    expect(told).toEqual(trials);
    expect(trials[0].structure).toEqual(FROM);
    expect(new Set(trials.map((trial) => JSON.stringify(trial.structure))).size).toBe(trials.length);
  });

  it('predicts each family by the others, as far as they pull from the start', () => {
    const held = (pull: number) =>
      tryStructures(new Apart(), features, SIZES, { ...FROM, pull })[0].held.map(({ latencyMs }) => latencyMs);
    expect(held(1e-4)).toEqual([expect.closeTo(0.15, 2), expect.closeTo(0.6, 2)]);
    expect(held(100)).toEqual([expect.closeTo(0.3, 2), expect.closeTo(0.3, 2)]);
  });

  it('takes a family as far as the others go, be they all far from the start, or far from it', () => {
    const held = (...latencies: readonly number[]) => {
      const ready = new Ready(features, new Map());
      ready.rows = () => latencies.map((latencyMs, i) => rowOf(`family_${i}`, latencyMs));
      return tryStructures(ready, features, SIZES, { ...FROM, pull: 1e-4 })[0].held.map(({ latencyMs }) => latencyMs);
    };
    expect(held(300, 300)).toEqual([expect.closeTo(300, 0), expect.closeTo(300, 0)]);
    expect(held(1.2, 0.1)).toEqual([expect.closeTo(0.1, 2), expect.closeTo(1.2, 2)]);
  });

  it('fits all rows as far as they pull from the start', () => {
    const slow = new Ready(features, new Map());
    slow.rows = () => [rowOf('one', 0.6), rowOf('other', 0.6)];
    const [weak, strong] = [1e-4, 100].map(
      (pull) => tryStructures(slow, features, SIZES, { ...FROM, pull })[0].fit.inferenceSeconds.detectors,
    );
    expect(weak).toBeCloseTo(6e-4, 5);
    expect(strong).toBeCloseTo(3e-4, 5);
  });
});

describe('chosen', () => {
  const fit = { ...startOf(features), values: [], loss: 0 };
  const trial = (stack: number, ...latencies: readonly number[]): Trial => ({
    structure: { ...FROM, stack },
    fit,
    held: latencies.map((latencyMs) => ({ latencyMs, frameMs: 1 })),
  });
  const rows = ['near', 'far'].map((network) => ({ ...row, network, latencyMs: 1 }));
  const trials = [trial(1, 0.9, 3), trial(4, 0.6, 1.2), trial(8, 0.6, 1.2)];

  it('is the trial whose errors are least, either way, the first of equals', () => {
    expect(chosen(trials, rows)).toBe(trials[1]);
  });

  it('leaves one family aside', () => {
    expect(chosen(trials, rows, 'far')).toBe(trials[0]);
    expect(chosen(trials, rows, 'near')).toBe(trials[1]);
    const sizes = ['yolov8n', 'yolov8s', 'far'].map((network) => ({ ...row, network, latencyMs: 1 }));
    const others = [trial(1, 0.1, 0.1, 1), trial(4, 1, 1, 1.2)];
    expect([chosen(others, sizes, 'yolov8'), chosen(others, sizes)]).toEqual(others);
  });
});
