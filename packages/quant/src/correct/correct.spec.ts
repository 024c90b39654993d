import { type ValueId, parseGraph, seededRandom } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { InsertCalibration, type Thresholds, calibratedActivations } from '@openbpu/passes';
import { LanePool, ReferenceExecutor } from '@openbpu/runtime';
import { type Tensor, float32, sizeOf } from '@openbpu/tensor';
import { decodeModel, isStageModel } from '@openbpu/onnx';
import { watchSessions } from '../sessions.fixture';
import { weightThresholds } from '../weight-thresholds';
import { correct } from './correct';
import { meanOfChannels } from './mean-of-channels';

const SHAPE = [2, 2, 3, 4];
const graph = parseGraph(
  `input x: float32[${SHAPE.join('x')}] NCHW
const w: float32[4x2x1x1] = [1, -0.3, 0.7, 2, -0.1, 0.2, 0.6, 0.6]
const b: float32[4] = [0.1, -0.2, 0.3, 0]
const v: float32[4x2x1x1] = seed 5
c: c = Conv(x, w, b) {kernel: [1, 1]} bpu id(0) int8/int8
s: s = Swish(c) bpu id(0) int8/int8
d: d = Conv(s, v) {kernel: [1, 1], group: 2} bpu id(0) int8/int8
g: g = Conv(d, v, b) {kernel: [1, 1], group: 2} bpu id(0) int8/int8
p: p = Tanh(g) cpu "no"
e: e = Conv(p, v, b) {kernel: [1, 1], group: 2} cpu "no"
output d
output g
output e`,
  standardOps(),
  'optimized',
);
const CONVOLUTIONS = ['c', 'd', 'g'];

const samples = [1, 2, 3].map((seed) => {
  const random = seededRandom(seed);
  return new Map<string, Tensor>([
    [
      'x',
      float32(
        SHAPE,
        Array.from({ length: sizeOf(SHAPE) }, () => 2 * random() - 0.7),
      ),
    ],
  ]);
});
/** Wide enough that nothing is clipped. */
const plain: Thresholds = {
  activations: new Map(calibratedActivations(graph).map((id) => [id, 6])),
  weights: weightThresholds(graph),
};
const ofChannels: Thresholds = {
  ...plain,
  channels: new Map([['s', Float32Array.of(3, 4, 5, 6)]]),
  floors: new Map([
    ['c', Float32Array.of(3)],
    ['s', Float32Array.of(0.3)],
  ]),
};

describe('correct', () => {
  it.each([
    ['one lane', plain, 1],
    ['two lanes', plain, 2],
    ['scales of channels', ofChannels, 2],
  ])('keeps the means of all convolutions at once: %s', async (_, thresholds, count) => {
    const lanes = new LanePool(count);
    const steps: number[] = [];
    const corrections = await correct(graph, thresholds, samples, lanes, (done, total) => steps.push(done / total));
    await lanes.close();
    expect([...corrections.keys()]).toEqual(CONVOLUTIONS);
    expect(steps.at(-1)).toBe(1);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);

    const means = async (own?: Thresholds) => {
      const found = own ? new InsertCalibration(own).run(graph) : graph;
      const written = CONVOLUTIONS.map((id) => found.node(id)!.outputs[0]);
      const all = await Promise.all(samples.map((feeds) => new ReferenceExecutor(found).run(feeds, written)));
      return written.flatMap((id: ValueId) => Array.from(meanOfChannels(all.map((tensors) => tensors.get(id)!))));
    };
    const [float, rounded, corrected] = [
      await means(),
      await means(thresholds),
      await means({ ...thresholds, corrections }),
    ];
    expect(corrected).toEqual(float.map((mean) => expect.closeTo(mean, 5)));
    expect(Math.max(...rounded.map((mean, i) => Math.abs(mean - float[i])))).toBeGreaterThan(1e-3);
  });

  it('opens a session for the float model and one for every piece that others read, and closes them', async () => {
    const lanes = new LanePool(2);
    const watched = watchSessions(lanes);
    await correct(graph, plain, samples.slice(0, 1), lanes);
    await lanes.close();
    const models = watched.models.map(decodeModel);
    expect(models.map(({ graph: { output } }) => output.map(({ name }) => name))).toEqual([
      ['d', 'g', 'e', 'x', 's'],
      ['x_calibrated'],
      ['c_calibrated'],
      ['s_calibrated'],
      ['d'],
      ['g'],
      ['p'],
    ]);
    expect(models.slice(1).some(isStageModel)).toBe(false);
    expect(watched).toMatchObject({ options: models.map(() => ({ optimise: true, lanes: 1 })), open: 0 });
  });

  it('gives nobody what clipping takes from a few', async () => {
    const lanes = new LanePool(1);
    const narrow = { ...plain, activations: new Map([...plain.activations, ['d', 1e-3]]) };
    const [wide, cut] = [await correct(graph, plain, samples, lanes), await correct(graph, narrow, samples, lanes)];
    await lanes.close();
    const most = (of: ReadonlyMap<string, Float32Array>) => Math.max(...of.get('g')!.map(Math.abs));
    expect(most(cut)).toBeLessThan(most(wide) + 0.01);
  });

  it('takes all of an int16 input for what its integers reach', async () => {
    const wide: typeof graph = parseGraph(
      `input x: float32[${SHAPE.join('x')}] NCHW
const v: float32[4x2x1x1] = seed 5
s: s = Tanh(x) bpu id(0) int8/int16
d: y = Conv(s, v) {kernel: [1, 1]} bpu id(0) int16/int8
output y`,
      standardOps(),
      'optimized',
    );
    const lanes = new LanePool(1);
    const activations = new Map(calibratedActivations(wide).map((id) => [id, 1]));
    const thresholds = { activations, weights: weightThresholds(wide) };
    const corrections = await correct(wide, thresholds, samples, lanes);
    await lanes.close();
    expect(Math.max(...corrections.get('d')!.map(Math.abs))).toBeLessThan(0.02);
  });

  it('has nothing to do without convolutions on the BPU', async () => {
    const lanes = new LanePool(1);
    const alone = parseGraph(
      'input x: float32[1x4]\nr: y = Tanh(x) bpu id(0) int8/int8\noutput y',
      standardOps(),
      'optimized',
    );
    const feeds = new Map([['x', float32([1, 4], [1, 2, 3, 4])]]);
    expect(
      await correct(
        alone,
        {
          activations: new Map([
            ['x', 1],
            ['y', 1],
          ]),
          weights: new Map(),
        },
        [feeds],
        lanes,
      ),
    ).toEqual(new Map());
    await lanes.close();
  });
});
