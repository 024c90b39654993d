import { marches } from '@openbpu/pipeline';
import { compiledNetwork } from './compiled-network';
import { type Measured, bpuMs, timed } from './measured';
import { Ready, type Structure, fitStructure, marchOf } from './structures';
import { tinyNetwork } from './tiny-network.fixture';
import { startOf, unknownsOf } from './unknowns';

const backend = marches().find(({ march }) => march === 'bayes-e')!;
const { features } = backend;
const SIZES = [1 << 20, 1 << 21];
const FROM: Structure = { sramBytes: SIZES[0], ahead: 1 / 4, depthwise: 8, stack: 8 };
const row = { march: 'bayes-e', network: 'tiny', source: 'nowhere' };

describe('marchOf', () => {
  it('is a march of a structure, at the start of the search', () => {
    const { sramBytes, pace, ...rest } = marchOf(features, { sramBytes: 1001, ahead: 1 / 2, depthwise: 3, stack: 5 });
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
    expect(ready.rows({ ...FROM, depthwise: 2, stack: 1 })).toBe(rows);
    expect(ready.rows({ ...FROM, sramBytes: SIZES[1] })).toEqual([]);
    const tight = ready.rows({ ...FROM, ahead: 1e-4 });
    expect(bpuMs(tight[0], { features })).toBeGreaterThan(bpuMs(rows[0], { features }));
  });
});

/**
 * Rows that take the constant of an inference alone: pairs whose figures lie on both sides of it, those of one family
 * the further apart the further a structure is from one, those of another always.
 */
class Aimed extends Ready {
  readonly asked: Structure[] = [];

  constructor(private readonly aim: Structure) {
    super(features, new Map());
  }

  override rows(structure: Structure): readonly Measured[] {
    this.asked.push(structure);
    const ratios = (['sramBytes', 'ahead', 'depthwise', 'stack'] as const).map((key) => structure[key] / this.aim[key]);
    const off = ratios.reduce((sum, ratio) => sum + Math.abs(Math.log2(ratio)), 0);
    const as = (family: string, latencyMs: number): Measured => ({
      row: { ...row, latencyMs },
      family,
      protocol: 'detectors',
      segments: [],
      cpu: [],
    });
    const pair = (family: string, factor: number) => [as(family, 0.3 * factor), as(family, 0.3 / factor)];
    return [...pair('near', 1000 ** off), ...pair('far', 1000)];
  }
}

describe('fitStructure', () => {
  it.each([
    [SIZES[1], 1 / 2, 2, 1],
    [SIZES[0], 1, 4, 16],
    [SIZES[1], 1 / 4, 8, 4],
    [SIZES[0], 1 / 2, 4, 8],
  ])('finds %i bytes, a share of %d, %i and %i', (sramBytes, ahead, depthwise, stack) => {
    const aim = { sramBytes, ahead, depthwise, stack };
    const ready = new Aimed(aim);
    const { structure, loss, values } = fitStructure(ready, features, SIZES, FROM, 'far');
    expect(structure).toEqual(aim);
    expect(loss).toBeCloseTo(0, 9);
    unknownsOf(features).forEach(({ start }, i) => expect(values[i] / start).toBeCloseTo(1, 9));
    expect(new Set(ready.asked.map((asked) => JSON.stringify(asked))).size).toBe(ready.asked.length);
  });

  it('leaves out one family alone', () => {
    for (const leftOut of [undefined, 'near'])
      expect(fitStructure(new Aimed(FROM), features, SIZES, FROM, leftOut).loss).toBeGreaterThan(0.1);
  });

  it('begins where it is told, and goes few rounds from there', () => {
    const unknowns = unknownsOf(features);
    const at = unknowns.findIndex(({ name }) => name === 'tensor.colourCycles');
    const begin = unknowns.map(({ start }, i) => (i === at ? start * Math.exp(14) : start));
    const fit = (aim: Structure) => fitStructure(new Aimed(aim), features, SIZES, FROM, 'far', begin);
    const [near, next] = [fit(FROM), fit({ ...FROM, stack: 16 })].map(({ values }) => Math.log(values[at] / begin[at]));
    expect(near).toBeLessThan(-1);
    expect(near).toBeGreaterThan(-8 * 0.7 - 1e-9);
    expect(next).toBeLessThan(near);
    expect(next).toBeGreaterThan(-16 * 0.7 - 1e-9);
  });
});
