import { type Graph, parseGraph, printGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type LaneSession, type PooledSession } from '@openbpu/runtime';
import { float32, toNumbers } from '@openbpu/tensor';
import { watchSessions } from '../sessions.fixture';
import { refine } from './refine';

const SIZE = 64;
const graph: Graph<'optimized'> = parseGraph(
  `input x: float32[1x1x1x${SIZE}] NCHW\nc: c = Clip(x) {min: -1, max: 1}\nt: y = Tanh(c)\noutput y`,
  standardOps(),
  'optimized',
);
/** Small numbers and one that is clipped away. */
const samples = [1, 2, 3].map(
  (seed) =>
    new Map([
      [
        'x',
        float32(
          [1, 1, 1, SIZE],
          Array.from({ length: SIZE }, (_, i) => (i === 7 ? 100 : Math.sin(seed * 17 + i))),
        ),
      ],
    ]),
);
const groups = [
  { activations: ['x'], scales: [100 / 127], zeros: [] },
  { activations: ['c'], scales: [1 / 127], zeros: [] },
];

describe('refine', () => {
  it.each([1, 2])('clips what later layers ignore, and leaves what is right, on %d lanes alike', async (lanes) => {
    const pool = new LanePool(lanes);
    const watched = watchSessions(pool);
    const steps: number[] = [];
    const factors = await refine(graph, groups, samples, pool, (done, total) => steps.push(done / total));
    await pool.close();
    expect(Array.from(factors)).toEqual([expect.closeTo(1 / 16, 10), 1]);
    expect(steps.at(-1)).toBe(1);
    expect(watched).toMatchObject({ options: [{ optimise: true, lanes }], open: 0 });
  });

  it('runs the untouched model once, and then first looks at all groups on two samples', async () => {
    const asked: string[] = [];
    const lane = {
      run: async (feeds, [id]) => {
        const [[group], [factor]] = [...feeds.values()].slice(-2).map(toNumbers);
        asked.push(`${group} x ${factor}`);
        return new Map([[id, float32([2], [1, group === 0 ? 2 : 1])]]);
      },
    } as LaneSession;
    const session: PooledSession = { lanes: 1, inputs: [], use: (task) => task(lane), close: async () => {} };
    const open = jest.fn(async () => session);
    const progress: string[] = [];
    const pool = { size: 8, open } as Pick<LanePool, 'size' | 'open'> as LanePool;
    const factors = await refine(graph, groups, samples, pool, (...of) => progress.push(of.join('/')));
    expect(factors).toEqual(Float64Array.of(1, 1));
    expect(asked.slice(0, 10)).toEqual([
      ...new Array(3).fill('-1 x 1'),
      ...['0 x 1', '0 x 1', '1 x 1', '1 x 1'],
      ...new Array(3).fill('0 x 1'),
    ]);
    expect(progress.slice(0, 3)).toEqual(['1/4', '2/4', '3/4']);
    expect(open).toHaveBeenCalledWith(expect.anything(), { optimise: true, lanes: 3 });
  });

  it('runs no more samples once a step cannot win any more', async () => {
    const asked: string[] = [];
    const lane = {
      run: async (feeds, [id]) => {
        const [[group], [factor]] = [...feeds.values()].slice(-2).map(toNumbers);
        if (group === 0) asked.push(factor.toFixed(2));
        return new Map([[id, float32([1], [group < 0 ? 1 : factor === 1 ? 2 : 9])]]);
      },
    } as LaneSession;
    const session: PooledSession = { lanes: 1, inputs: [], use: (task) => task(lane), close: async () => {} };
    const pool = { size: 8, open: async () => session } as Pick<LanePool, 'size' | 'open'> as LanePool;
    expect(await refine(graph, groups.slice(0, 1), samples, pool, () => {})).toEqual(Float64Array.of(1));
    expect(asked).toEqual(['1.00', '1.00', '1.00', '1.00', '1.00', '0.71', '0.50', '1.41', '2.00']);
  });

  it('judges what an output of whole numbers is made of', async () => {
    const classes = 'OnnxOp(y) {opType: "ArgMax", opset: 17, outputTypes: [{dtype: "int64", shape: [1, 1, 1, 64]}]}';
    const whole: Graph<'optimized'> = parseGraph(
      `${printGraph(graph).replace(/^output.*$/m, '')}m: m = ${classes}\noutput m`,
      standardOps(),
      'optimized',
    );
    const pool = new LanePool(1);
    expect(Array.from(await refine(whole, groups, samples, pool, () => {}))).toEqual([expect.closeTo(1 / 16, 10), 1]);
    await pool.close();
  });

  it('has nothing to do without groups', async () => {
    const pool = new LanePool(1);
    expect(await refine(graph, [], samples, pool, () => {})).toEqual(new Float64Array());
    await pool.close();
  });
});
