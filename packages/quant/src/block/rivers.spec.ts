import { BIAS, InsertCalibration, settledConstants } from '@openbpu/passes';
import { Conv } from '@openbpu/ops';
import { LanePool, ReferenceExecutor } from '@openbpu/runtime';
import { expectDType } from '@openbpu/tensor';
import { randomSamples, residual, wideThresholds } from './block.fixture';
import { Rivers } from './rivers';

const graph = residual();
const thresholds = wideThresholds(graph);
const calibrated = new InsertCalibration(thresholds).run(graph);
const samples = randomSamples(3);
const heldBack = [false, false, true];

let lanes: LanePool;
beforeAll(() => (lanes = new LanePool(1)));
afterAll(() => lanes.close());

const rivers = () => new Rivers(graph, calibrated, samples, heldBack, lanes);
const node = (id: string) => {
  const found = graph.node(id)!;
  if (!Conv.is(found)) throw new Error(`"${id}" is no convolution`);
  return found;
};

/** What a graph gives for the sample that is held back, by the reference. */
async function reference(of: typeof graph | typeof calibrated, id: string): Promise<Float32Array> {
  const executor = new ReferenceExecutor(of);
  const { tensors } = { tensors: await executor.run(new Map(samples[2]), [id]) };
  return expectDType(tensors.get(id)!, 'float32').data;
}

async function errorOf(id: string, of = calibrated): Promise<number> {
  const [a, b] = [await reference(of, id), await reference(graph, id)];
  const sum = (values: Float32Array) => values.reduce((total, value) => total + Math.abs(value), 0);
  return sum(a.map((value, i) => value - b[i])) / sum(b);
}

it('says what outputs are off by, as both models run whole would tell', async () => {
  const both = rivers();
  for (const { id } of graph.nodes) await both.pass(graph.node(id)!, ['y']);
  expect(both.error(['y'])).toBeCloseTo(await errorOf('y'), 4);
});

it('shows a convolution what it reads, gives and should give, in front of its clamp', async () => {
  const both = rivers();
  await both.pass(node('one'), []);
  const { weights, tuned, heldBack: held } = await both.seen(node('two'));
  expect(weights).toEqual(graph.value('d').constant);
  expect([tuned.read.length, held.read.length]).toEqual([2, 1]);
  const open = { ...node('two').attrs, min: -Infinity, max: Infinity };
  const float = await reference(graph, 'h');
  const wanted = Conv.eval(
    [{ dtype: 'float32', shape: [1, 8, 10, 10], data: float }, graph.value('d').constant!],
    open,
  )[0];
  held.wanted[0].forEach((value, i) => expect(value).toBeCloseTo(Number(wanted.data[i]), 4));
  expect(Math.min(...held.given[0])).toBeLessThan(0);
});

it('asks a convolution to make up for what is off beside it', async () => {
  const both = rivers();
  for (const id of ['one', 'two']) await both.pass(node(id), []);
  const { heldBack: held } = await both.seen(node('three'));
  const [q, h] = [await reference(graph, 'q'), await reference(graph, 'h')];
  const rounded = await reference(calibrated, calibrated.node('two')!.inputs[0]);
  held.wanted[0].forEach((value, i) => expect(value).toBeCloseTo(q[i] + h[i] - rounded[i], 3));
});

it('goes on with other constants, tells what would be with others, and goes back', async () => {
  const both = rivers();
  const mark = await both.mark();
  const shifts = new Float32Array(8).fill(1);
  const constants = new Map([['one', { weights: graph.value('u').constant!, shifts }]]);
  both.use(constants);
  await both.pass(node('one'), ['h']);
  const shifted = new InsertCalibration({ ...thresholds, corrections: new Map([['one', shifts]]) }).run(graph);
  const name = calibrated.node('two')!.inputs[0];
  const off = async (of: typeof calibrated) => {
    const [a, b] = [await reference(of, name), await reference(graph, 'h')];
    return (
      a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / b.reduce((sum, value) => sum + Math.abs(value), 0)
    );
  };
  expect(both.error(['h'])).toBeCloseTo(await off(shifted), 4);
  expect(both.error(['h'])).toBeGreaterThan(0.3);
  expect(await both.errorFrom(mark, new Map(), [node('one')], ['h'])).toBeCloseTo(await off(calibrated), 4);
  expect(both.error(['h'])).toBeGreaterThan(0.3);
  await both.back(mark, new Map(), [node('one')], ['h']);
  expect(both.error(['h'])).toBeCloseTo(await off(calibrated), 4);
  expect(settledConstants(graph, {}).node('one')!.inputs[BIAS]).toBe('c');
});
