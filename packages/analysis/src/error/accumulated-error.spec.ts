import { reals } from '@openbpu/tensor';
import { analysed, listening, refusal, sharedLanes } from '../net.fixture';
import { type Measure, combined, measure } from '../metric/measure';
import { withSwitches } from '../model/switched-session';
import { METRICS } from '../results';
import { type AccumulatedErrorRequest, accumulatedError } from './accumulated-error';
import { runningMean } from './running-mean';

const [lanes, single] = [sharedLanes(2), sharedLanes(1)];
const errors = (request: AccumulatedErrorRequest, telling = listening(), pool = lanes) =>
  accumulatedError(analysed(pool), request, telling);

const VALUES = ['c', 'd', 'y', 'p'];

/** The distance at each node where these switches are on. */
function along(metric: (typeof METRICS)[number], on: readonly number[], count = 3): Promise<number[]> {
  const net = analysed(lanes);
  return withSwitches(net, VALUES, async (session) => {
    const found: number[] = [];
    for (const id of VALUES) {
      const measures: Measure[] = [];
      for (let i = 0; i < count; i++) {
        const feeds = await net.samples.feeds(i);
        const [a, b] = [await session.run(feeds, on, [id]), await session.run(feeds, [], [id])];
        measures.push(measure(reals(a.get(id)!), reals(b.get(id)!)));
      }
      found.push(combined(metric, measures));
    }
    return found;
  });
}

it.each(METRICS)('tells the %s at every node of every model', async (metric) => {
  const found = await errors({ metric, quantizeNode: ['conv2', ['conv1', 'sum']] });
  expect(found).toEqual({
    metric,
    nodes: ['conv1', 'conv2', 'sum', 'soft'],
    average: false,
    quantised: true,
    samples: 3,
    curves: [
      { label: 'conv2', members: ['conv2'], values: await along(metric, [2, 3]) },
      { label: 'partial_qmodel_1', members: ['conv1', 'sum'], values: await along(metric, [0, 1, 2, 4, 5]) },
    ],
  });
});

it('tells nothing in front of what is quantised, and something behind it', async () => {
  const { curves } = await errors({ metric: 'mse', quantizeNode: 'conv2' });
  const [before, ...behind] = curves[0].values;
  expect(before).toBe(0);
  expect(behind.every((value) => value > 0)).toBe(true);
});

it('means over the nodes so far, and models with all but some nodes', async () => {
  const asked = { metric: 'mse', nonQuantizeNode: ['conv1'] };
  const { curves, average, quantised } = await errors({ ...asked, averageMode: true });
  expect({ average, quantised }).toEqual({ average: true, quantised: false });
  expect(curves[0].values).toEqual(runningMean(await along('mse', [2, 3, 4, 5])));
});

it('reads fewer samples, and counts its runs', async () => {
  const telling = listening();
  const found = await errors({ quantizeNode: ['weight', 'activation'], dataNum: 2 }, telling);
  expect(found).toMatchObject({ metric: 'cosine-similarity', samples: 2 });
  expect(found.curves.map(({ values }) => values)).toEqual([
    await along('cosine-similarity', [1, 3], 2),
    await along('cosine-similarity', [0, 2, 4, 5], 2),
  ]);
  expect(telling.heard).toEqual([1, 2, 3, 4, 5, 6].map((done) => [done, 6]));
});

it('finds the same whatever the number of lanes', async () => {
  const request = { quantizeNode: 'sum' };
  expect(await errors(request)).toEqual(await errors(request, listening(), single));
});

it.each<readonly [string, AccumulatedErrorRequest]>([
  ['ANA003', { metric: 'cosine', quantizeNode: 'conv1' }],
  ['ANA005', { dataNum: 0, quantizeNode: 'conv1' }],
  ['ANA012', {}],
])('refuses with %s: %j', async (code, request) => {
  expect(await refusal(() => errors(request))).toMatchObject({ code });
});
