import type { CalibrationRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import type { Thresholds } from '@openbpu/passes';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import type { ResolvedInput } from '../resolve-inputs';
import { calibrate } from './calibrate';

const graph = parseGraph(
  `input x: float32[1x2x8x8] NCHW
const w: float32[3x2x1x1] = [1, 0, 0.25, 0, 0, 0]
const v: float32[3x1x3x3] = seed 2
c: c = Conv(x, w) {kernel: [1, 1], min: 0} bpu id(0) int8/int8
d: d = Conv(c, v) {kernel: [3, 3], group: 3} bpu id(0) int8/int8
q: y = Relu(d) bpu id(0) int8/int8
output y`,
  standardOps(),
  'optimized',
);
const INPUT: ResolvedInput = {
  name: 'x',
  typeRt: 'featuremap',
  typeTrain: 'featuremap',
  layoutTrain: 'NCHW',
  layoutRt: 'NCHW',
  shape: [1, 2, 8, 8],
  source: 'ddr',
  spaceAndRange: 'regular',
  recipe: {
    typeRt: 'featuremap',
    typeTrain: 'featuremap',
    layoutTrain: 'NCHW',
    norm: 'no_preprocess',
    spaceAndRange: 'regular',
  },
};

describe('calibrate', () => {
  const lanes = new LanePool(1);
  afterAll(() => lanes.close());

  async function run(recipe: Partial<CalibrationRecipe>, judge: (thresholds: Thresholds) => Promise<number>) {
    const samples: readonly SampleRef[] = [0, 1, 2, 3].map((seed) => ({
      inputs: [{ kind: 'seeded', name: 'x', shape: INPUT.shape, seed, image: false }],
    }));
    const whole: CalibrationRecipe = {
      type: 'max',
      perChannel: false,
      preprocessOn: false,
      runOnCpu: [],
      runOnBpu: [],
      optimization: [],
      ...recipe,
    };
    return calibrate(graph, [INPUT], samples, whole, judge, {
      ops: standardOps(),
      sink: new CollectingSink(),
      lanes,
      progress: () => {},
      policy: { int16: false, sharedScaleRatio: 16, quantise: {} },
    });
  }
  const never = async (): Promise<number> => {
    throw new Error('one method is not judged');
  };

  it('takes one method as it is', async () => {
    const { thresholds, calibration } = await run({ type: 'max' }, never);
    expect(calibration).toEqual({ method: 'max', candidates: [{ method: 'max', cosine: null }], samples: 4 });
    expect(thresholds.channels).toBeUndefined();
  });

  it('gives channels thresholds of their own when asked', async () => {
    const { thresholds, calibration } = await run({ type: 'max', perChannel: true }, never);
    expect(calibration.method).toBe('max,per_channel');
    const whole = thresholds.activations.get('c')!;
    const [first, quarter, zeros] = thresholds.channels!.get('c')!;
    expect([first, zeros]).toEqual([whole, whole]);
    expect(quarter).toBeCloseTo(whole / 4, 6);
  });

  it(
    'by default tries every method, then thresholds of channels, refined ones, corrected biases ' +
      'and rounded weights, and keeps the best',
    async () => {
      let asked = 0;
      const { calibration, thresholds } = await run(
        { type: 'default' },
        async ({ channels }) => (asked++, channels ? 0.9 : 0.5),
      );
      const methods = ['max', 'max-percentile:percentile=0.99995', 'kl', 'mse'];
      expect(calibration.candidates).toEqual([
        ...methods.map((method) => ({ method, cosine: 0.5 })),
        ...methods.map((method) => ({ method: `${method},per_channel`, cosine: 0.9 })),
        { method: 'max,per_channel,refined', cosine: 0.9 },
        { method: 'max,per_channel,corrected', cosine: 0.9 },
        { method: 'max,per_channel,rounded', cosine: 0.9 },
        { method: 'max,per_channel,rounded,corrected', cosine: 0.9 },
      ]);
      expect(asked).toBe(12);
      expect(calibration.method).toBe('max,per_channel');
      expect([...thresholds.channels!.keys()]).toEqual(['c', 'd']);
      expect(thresholds.corrections).toBeUndefined();
    },
  );

  it('refines and corrects what is best without channels too', async () => {
    const { calibration } = await run({ type: 'default' }, async ({ channels }) => (channels ? 0.1 : 0.5));
    expect(calibration.candidates.slice(-4).map(({ method }) => method)).toEqual([
      'max,refined',
      'max,corrected',
      'max,rounded',
      'max,rounded,corrected',
    ]);
    expect(calibration.method).toBe('max');
  });

  it('corrects the biases of what won, refined or not', async () => {
    let asked = 0;
    const { calibration, thresholds } = await run({ type: 'default' }, async () => ++asked);
    expect(calibration.candidates.at(-1)?.method).toBe(calibration.method);
    expect(calibration.method).toBe('mse,per_channel,refined,rounded,corrected');
    expect([...thresholds.corrections!.keys()]).toEqual(['c', 'd']);
    expect([...thresholds.roundedWeights!.keys()]).toEqual(['w', 'v']);
  });
});
