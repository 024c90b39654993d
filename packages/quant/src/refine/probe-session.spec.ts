import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { float32 } from '@openbpu/tensor';
import { watchSessions } from '../sessions.fixture';
import { mean, withProbes } from './probe-session';

const graph: Graph<'optimized'> = parseGraph(
  'input x: float32[1x4]\nc: c = Abs(x)\nt: y = Relu(c)\noutput y',
  standardOps(),
  'optimized',
);
const samples = [1, 2].map((factor) => new Map([['x', float32([1, 4], [factor, -2 * factor, 3 * factor, 0.4])]]));
const groups = [{ activations: ['x'], scales: [1], zeros: [] }];

it('tells what rounding a group does to a sample, at its thresholds and at others', async () => {
  const lanes = new LanePool(1);
  const watched = watchSessions(lanes);
  const found = await withProbes(graph, groups, samples, lanes, async ({ wanted, errorOf }) => ({
    wanted: wanted.map((outputs) => Array.from(outputs.get('y')!.data as Float32Array, (v) => Number(v.toFixed(4)))),
    errors: [await errorOf(0, 0, 1), await errorOf(1, 0, 1), await errorOf(0, 0, 2)],
  }));
  expect(found.wanted).toEqual([
    [1, 2, 3, 0.4],
    [2, 4, 6, 0.4],
  ]);
  expect(found.errors).toEqual([
    expect.closeTo(0.16 / 14.16, 6),
    expect.closeTo(0.16 / 56.16, 6),
    expect.closeTo((1 + 0 + 1 + 0.16) / 14.16, 6),
  ]);
  expect(watched).toMatchObject({ options: [{ optimise: true, lanes: 1 }], open: 0 });
  await lanes.close();
});

it('compares with what it is given, and closes where its user throws', async () => {
  const lanes = new LanePool(1);
  const watched = watchSessions(lanes);
  const known = samples.map(() => new Map([['y', float32([1, 4], [2, 2, 3, 0])]]));
  const error = await withProbes(graph, groups, samples, lanes, ({ errorOf }) => errorOf(0, 0, 1), known);
  expect(error).toBeCloseTo(1 / 17, 6);
  const failing = withProbes(graph, groups, samples, lanes, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(watched.open).toBe(0);
  await lanes.close();
});

it('means are sums over counts', () => expect([mean([1, 2, 6]), mean([4])]).toEqual([3, 4]));
