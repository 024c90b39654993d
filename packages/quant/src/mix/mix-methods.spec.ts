import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type LaneSession, type PooledSession } from '@openbpu/runtime';
import { float32, toNumbers } from '@openbpu/tensor';
import { watchSessions } from '../sessions.fixture';
import { mixMethods } from './mix-methods';

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
const by = (x: number, c: number) => [
  { activations: ['x'], scales: [x / 127], zeros: [] },
  { activations: ['c'], scales: [c / 127], zeros: [] },
];

describe('methods', () => {
  it.each([1, 2])('serve every group on its own, on %d lanes alike', async (lanes) => {
    const pool = new LanePool(lanes);
    const watched = watchSessions(pool);
    const steps: number[] = [];
    const served = await mixMethods(graph, [by(100, 1), by(1, 0.2), by(100, 0.2)], 0, samples, pool, (done, total) =>
      steps.push(done / total),
    );
    await pool.close();
    expect(served.map(({ method }) => method)).toEqual([1, 0]);
    expect(served[0].gain).toBeGreaterThan(0);
    expect(served[1].gain).toBe(0);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps.length > 4, steps.at(-1)]).toEqual([true, 1]);
    expect(watched).toMatchObject({ options: [{ lanes }, { lanes }], open: 0 });
  });

  it('start from the base, whichever it is', async () => {
    const pool = new LanePool(1);
    const served = await mixMethods(graph, [by(100, 0.2), by(1, 0.2), by(100, 1)], 1, samples, pool);
    await pool.close();
    expect(served.map(({ method }) => method)).toEqual([1, 2]);
  });

  /**
   * What is asked of a model whose group 0 hurts by what `errors` has for each session, or for each sample of one, and
   * whose others do not.
   */
  async function asked(
    errors: readonly (number | readonly number[])[],
    byMethod: Parameters<typeof mixMethods>[1],
    base = 0,
  ) {
    const runs: string[] = [];
    let session = -1;
    const open = jest.fn(async (): Promise<PooledSession> => {
      const own = ++session;
      const lane = {
        run: async (feeds, [id]) => {
          const [[group], [factor]] = [...feeds.values()].slice(-2).map(toNumbers);
          runs.push(`${own}: ${group} x ${factor}`);
          const each = errors[own];
          const at = samples.findIndex((sample) => sample.get('x') === feeds.get('x'));
          const error = typeof each === 'number' ? each : each?.[at];
          return new Map([[id, float32([2], [1, group === 0 ? 1 + error! : 1])]]);
        },
      } as LaneSession;
      return { lanes: 1, inputs: [], use: (task) => task(lane), close: async () => {} };
    });
    const pool = { size: 8, open } as Pick<LanePool, 'size' | 'open'> as LanePool;
    const served = await mixMethods(graph, byMethod, base, samples, pool);
    return { runs, served, open };
  }

  it('are probed where a group hurts, once for the same steps, and the float model runs once', async () => {
    const { runs, served } = await asked([1, 2, 0.5], [by(9, 9), by(8, 9), by(9, 7), by(8, 7), by(7, 9)]);
    expect(runs).toEqual([
      ...new Array(3).fill('0: -1 x 1'),
      ...['0: 0 x 1', '0: 0 x 1', '0: 1 x 1', '0: 1 x 1'],
      '0: 0 x 1',
      ...new Array(3).fill('1: 0 x 1'),
      ...new Array(3).fill('2: 0 x 1'),
    ]);
    expect(served).toEqual([
      { method: 4, gain: expect.closeTo((1 - 0.25) / 2, 10) },
      { method: 0, gain: 0 },
    ]);
  });

  it('are tried for the 64 groups that hurt most', async () => {
    const many = (scale: number) =>
      Array.from({ length: 70 }, (_, i) => ({ activations: [`a${i}`], scales: [scale], zeros: [] }));
    const probed = new Set<number>();
    let session = -1;
    const open = async (): Promise<PooledSession> => {
      const own = ++session;
      const lane = {
        run: async (feeds, [id]) => {
          const [[group]] = [...feeds.values()].slice(-2).map(toNumbers);
          if (own === 1) probed.add(group);
          return new Map([[id, float32([1], [group < 0 ? 1 : 2])]]);
        },
      } as LaneSession;
      return { lanes: 1, inputs: [], use: (task) => task(lane), close: async () => {} };
    };
    const pool = { size: 1, open } as Pick<LanePool, 'size' | 'open'> as LanePool;
    await mixMethods(graph, [many(1), many(2)], 0, samples, pool);
    expect(probed.size).toBe(64);
  });

  it('that are no better leave a group with the base', async () => {
    expect((await asked([1, 1], [by(9, 9), by(8, 9)])).served[0]).toEqual({ method: 0, gain: 0 });
    expect((await asked([1, NaN], [by(9, 9), by(8, 9)])).served[0]).toEqual({ method: 0, gain: 0 });
  });

  it('are held against the base on all samples', async () => {
    const { served } = await asked([[2, 2, 0], 1], [by(9, 9), by(8, 9)]);
    expect(served[0]).toEqual({ method: 1, gain: expect.closeTo((4 + 4) / 2 / 3 - 1 / 2, 10) });
    expect((await asked([[1, 1, 2], 1.5], [by(9, 9), by(8, 9)])).served[0].method).toBe(0);
  });

  it('are told apart by zeros too', async () => {
    const shifted = by(9, 9).map((group) => ({ ...group, zeros: [-128] }));
    expect((await asked([1, 0.5], [by(9, 9), shifted])).served[0].method).toBe(1);
  });

  it('have nothing to do where nothing hurts, or there are no groups', async () => {
    expect((await asked([0], [by(9, 9), by(8, 9)])).open).toHaveBeenCalledTimes(1);
    const pool = new LanePool(1);
    expect(await mixMethods(graph, [[], []], 0, samples, pool)).toEqual([]);
    await pool.close();
  });
});
