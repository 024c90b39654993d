import { parseGraph } from '@openbpu/ir';
import { convWeights, standardOps } from '@openbpu/ops';
import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import { LanePool } from '@openbpu/runtime';
import { expectDType, float32 } from '@openbpu/tensor';
import { convsToRound } from '../round/convs-to-round';
import { watchSessions } from '../sessions.fixture';
import { randomSamples, residual, wideThresholds } from './block.fixture';
import { mostSamples, tuneBlocks } from './tune-blocks';

const graph = residual();
const plain = wideThresholds(graph);
/** Biases that are off: what tuning has to find. */
const planted: Thresholds = {
  ...plain,
  corrections: new Map([
    ['one', Float32Array.of(0.5, 0, 0, -0.25, 0, 0, 0, 0)],
    ['three', new Float32Array(8).fill(0.3)],
  ]),
};

async function tuned(thresholds: Thresholds, { of = graph, samples = 12, lanes = 1 } = {}) {
  const pool = new LanePool(lanes);
  const watched = watchSessions(pool);
  const steps: string[] = [];
  const found = await tuneBlocks(of, thresholds, randomSamples(samples), pool, (done, total) =>
    steps.push(`${done}/${total}`),
  );
  await pool.close();
  expect(watched.open).toBe(0);
  return { ...found, steps };
}

/** The integers of every convolution under thresholds, and the reals that they stand for. */
function integersOf(thresholds: Thresholds) {
  const calibrated = new InsertCalibration(thresholds).run(graph);
  return convsToRound(graph, calibrated, 1).map(({ id, conv }) => {
    const weights = thresholds.roundedWeights?.get(id) ?? conv.weights;
    const { q } = convWeights({ ...conv, weights });
    const { reals, scale } = convWeights(conv);
    const size = weights.data.length / weights.shape[0];
    return {
      q: expectDType(q, 'int8').data,
      reals: expectDType(reals, 'float32').data.map((real, at) => real / scale[Math.floor(at / size)]),
    };
  });
}

describe('tuneBlocks', () => {
  it('gives back biases that were taken, block by block', async () => {
    const { blocks, constants, steps } = await tuned(planted);
    expect(blocks.map(({ from, to, convolutions }) => [from, to, convolutions])).toEqual([
      ['one', 'one', 1],
      ['two', 'three', 2],
      ['four', 'four', 1],
    ]);
    expect(blocks.slice(0, 2).map(({ kept }) => kept)).toEqual([true, true]);
    expect(blocks[0].after).toBeLessThan(0.2 * blocks[0].before);
    expect(blocks[1].after).toBeLessThan(0.3 * blocks[1].before);
    const found = constants[2].corrections!;
    for (const c of [0, 3]) expect(Math.abs(found.get('one')![c])).toBeLessThan(0.05);
    expect(found.get('three')!.every((shift) => Math.abs(shift) < 0.1)).toBe(true);
    expect(constants[0].corrections!.get('three')).toEqual(planted.corrections!.get('three'));
    expect(steps).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  it('finds weights again that were rounded the wrong way, and stays within a step of what they are', async () => {
    const [{ q, reals }] = integersOf(plain);
    const { weights, scale } = { weights: graph.value('u').constant!, scale: plain.weights.get('u')!.thresholds };
    const wrong = Float32Array.from(q, (integer, at) => {
      const row = Math.floor(at / 27);
      const off = Math.abs(integer) > 110 ? 0 : reals[at] >= integer ? -1 : 1;
      return (integer + off) * Math.fround(scale[row] / 127);
    });
    const off: Thresholds = { ...plain, roundedWeights: new Map([['u', float32(weights.shape, wrong)]]) };
    const { blocks, constants } = await tuned(off, { samples: 40 });
    expect(blocks[0]).toMatchObject({ from: 'one', kept: true });
    expect(blocks[0].after).toBeLessThan(0.85 * blocks[0].before);
    for (const each of integersOf({ ...off, ...constants.at(-1) }).slice(0, 1))
      each.q.forEach((integer, at) => expect(Math.abs(integer - each.reals[at])).toBeLessThanOrEqual(1.0001));
  });

  it('finds the same bits on any number of lanes', async () => {
    const [one, three] = [await tuned(planted), await tuned(planted, { lanes: 3 })];
    expect(three).toEqual(one);
  });

  it('never makes a block worse on what is held back, and changes nothing where nothing helps', async () => {
    for (const { before, after, kept, channels } of (await tuned(plain)).blocks)
      expect(kept ? after < before && channels > 0 : true).toBe(true);
    const exact = parseGraph(
      'input x: float32[1x3x10x10] NCHW\nconst w: float32[1x3x1x1] = [0, 0, 0]\n' +
        'a: y = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int32\noutput y',
      standardOps(),
      'optimized',
    );
    const { blocks, constants } = await tuned(wideThresholds(exact), { of: exact });
    expect(blocks).toEqual([
      { from: 'a', to: 'a', convolutions: 1, channels: 0, moved: 0, before: 0, after: 0, kept: false },
    ]);
    expect(constants).toEqual([{}]);
  });

  it('needs two samples, and something to tune', async () => {
    expect(await tuned(planted, { samples: 1 })).toEqual({ blocks: [], constants: [], steps: [] });
    expect((await tuned(planted, { samples: 2 })).blocks).toHaveLength(3);
    const bare = parseGraph(
      'input x: float32[1x3x10x10]\na: y = Abs(x) cpu "no"\noutput y',
      standardOps(),
      'optimized',
    );
    const none = { activations: new Map<string, number>(), weights: new Map<string, never>() };
    expect(await tuned(none, { of: bare })).toMatchObject({ blocks: [], constants: [] });
  });
});

describe('mostSamples', () => {
  it('is 64, what there is, or what memory has room for, and never less than four of what there is', () => {
    expect([mostSamples(graph, 100), mostSamples(graph, 9)]).toEqual([64, 9]);
    const wide = (size: number) =>
      parseGraph(`input x: float32[1x1x1024x${size}]\na: y = Abs(x) cpu "no"\noutput y`, standardOps(), 'optimized');
    expect(mostSamples(wide(1024), 100)).toBe(2 ** 29 / (2 * 2 * 4 * 2 ** 20));
    expect([mostSamples(wide(2 ** 16), 100), mostSamples(wide(2 ** 16), 3)]).toEqual([4, 3]);
  });
});
