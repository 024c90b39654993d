import { seededRandom } from '@openbpu/ir';
import { loadKernels } from '@openbpu/kernels';
import { Conv, convWeights } from '@openbpu/ops';
import { InsertCalibration } from '@openbpu/passes';
import { expectDType, float32 } from '@openbpu/tensor';
import { convsToRound } from '../round/convs-to-round';
import { residual, wideThresholds } from './block.fixture';
import { type SeenTensors, tuneConv } from './tune-conv';

const graph = residual();
const calibrated = new InsertCalibration(wideThresholds(graph)).run(graph);
const kernels = loadKernels();

/** What the convolution `id` sees on integers, and gives with other weights and biases in place of its own. */
function seen(id: 'two' | 'three', change: (w: Float32Array) => Float32Array, shift: number, error = 0) {
  const node = graph.node(id)!;
  if (!Conv.is(node)) throw new Error(`"${id}" is no convolution`);
  const conv = convsToRound(graph, calibrated, 1).find((each) => each.id === node.inputs[1])!;
  const own = expectDType(conv.conv.weights, 'float32');
  const given = float32(own.shape, change(own.data));
  const random = seededRandom(7);
  const open = { ...node.attrs, min: -Infinity, max: Infinity };
  const tensors = (count: number): SeenTensors => {
    const read = Array.from({ length: count }, () =>
      Float32Array.from({ length: 800 }, () => Math.round(100 * random()) * conv.wish.scales[0]),
    );
    const run = (weights = own, more = 0) =>
      read.map((data) =>
        expectDType(open && Conv.eval([float32([1, 8, 10, 10], data), weights], open)[0], 'float32').data.map(
          (value) => value + more,
        ),
      );
    const wanted = run().map((data) => data.map((value) => value + error * (random() - 0.5)));
    return { read, wanted, given: run(given, shift) };
  };
  return { conv, attrs: node.attrs, weights: given, items: 1, tuned: tensors(9), heldBack: tensors(3) };
}

const asItIs = (w: Float32Array) => w;

it('takes off what a bias is off by, where the clamp lets it show', () => {
  const tuned = tuneConv(seen('three', asItIs, 0.25), kernels)!;
  expect(tuned.channels).toBe(8);
  for (const shift of tuned.shifts) expect(shift).toBeCloseTo(-0.25, 2);
  const clamped = tuneConv(seen('two', asItIs, 0.25), kernels)!;
  expect(clamped.shifts.some((shift) => shift < -0.1)).toBe(true);
});

it('finds the nearest integers of weights that are off by a step, but for the largest of a row', () => {
  const [grid] = [convWeights(seen('three', asItIs, 0).conv.conv)];
  const integers = (weights = grid.reals) => convWeights({ ...seen('three', asItIs, 0).conv.conv, weights }).q.data;
  const off = (w: Float32Array) =>
    w.map((value, at) => (Math.abs(integers()[at]) > 120 ? value : value + (at % 3) * grid.scale[at >> 3]));
  const tuned = tuneConv(seen('three', off, 0), kernels)!;
  const [wrong, found, right] = [
    integers(float32([8, 8, 1, 1], off(seen('three', asItIs, 0).conv.conv.weights.data as Float32Array))),
    integers(tuned.weights),
    integers(),
  ];
  const distance = (q: ArrayLike<number>) =>
    Array.from(q, (each, i) => Math.abs(each - right[i])).reduce((a, b) => a + b);
  expect(distance(wrong)).toBeGreaterThan(40);
  expect(distance(found)).toBeLessThan(0.2 * distance(wrong));
  expect(tuned.moved).toBeGreaterThan(20);
});

it('changes nothing where nothing is off, or nothing that is off can be foretold', () => {
  const rounded = convWeights(seen('three', asItIs, 0).conv.conv);
  const onGrid = () => Float32Array.from(rounded.q.data, (q, at) => q * rounded.scale[at >> 3]);
  const given = seen('three', onGrid, 0);
  const same = { ...given, tuned: { ...given.tuned, wanted: given.tuned.given } };
  expect(tuneConv({ ...same, heldBack: { ...given.heldBack, wanted: given.heldBack.given } }, kernels)).toBeUndefined();
});

it('leaves a channel alone that gets worse on what is held back', () => {
  const { tuned, heldBack, ...rest } = seen('three', asItIs, 0.25);
  const other = { ...heldBack, wanted: heldBack.given };
  expect(tuneConv({ ...rest, tuned, heldBack: other }, kernels)).toBeUndefined();
});

it('gives up on what is no number', () => {
  const { tuned, heldBack, ...rest } = seen('three', asItIs, 0.25);
  const broken = heldBack.wanted.map((data) => data.map(() => NaN));
  expect(tuneConv({ ...rest, tuned, heldBack: { ...heldBack, wanted: broken } }, kernels)).toBeUndefined();
});
