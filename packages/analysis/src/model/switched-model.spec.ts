import { parseGraph } from '@openbpu/ir';
import { decodeModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { reals } from '@openbpu/tensor';
import { evaluate } from '@openbpu/testkit';
import { NET, SAMPLES, analysed, calibratedModel, sharedLanes } from '../net.fixture';
import { switchedModel } from './switched-model';
import { withSwitches } from './switched-session';

const [lanes, single] = [sharedLanes(2), sharedLanes(1)];

/** The lines of the net that a switch takes away where it is off, by number, and what stands there then. */
const OFF: readonly (readonly (readonly [string, string])[])[] = [
  [['xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}', 'xc = Identity(x)']],
  [
    [
      'vc = HzCalibration(v) {scales: [0.1, 0.2], thresholds: [12.7, 25.4], axis: 0, kind: "weight"}',
      'vc = Identity(v)',
    ],
  ],
  [['cc = HzCalibration(c) {scales: [0.5], thresholds: [63.5]}', 'cc = Identity(c)']],
  [
    [
      'uc = HzCalibration(ug) {scales: [0.1, 0.1], thresholds: [12.7, 10], axis: 0, kind: "weight"}',
      'uc = Identity(u0)',
    ],
    ['bg = HzCorrected(b, b0)', 'bg = Identity(b0)'],
  ],
  [['dc = HzCalibration(d) {scales: [0.125], thresholds: [15.875]}', 'dc = Identity(d)']],
  [['y = HzCalibration(s) {scales: [1], thresholds: [127]}', 'y = Identity(s)']],
];

/** The net where these switches are on, written out. */
function written(on: readonly number[]): string {
  const off = OFF.filter((_, number) => !on.includes(number)).flat();
  return off.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, NET);
}

const SETS = [[], [0], [1], [2], [3], [4], [5], [0, 1], [2, 3, 5], [1, 3], [0, 2, 4, 5], [0, 1, 2, 3, 4, 5]];

it('is the float model, the calibrated one, and everything between', async () => {
  const net = analysed(lanes);
  await withSwitches(net, ['c', 'd', 'x'], async (session) => {
    for (const on of SETS) {
      const graph = parseGraph(written(on), standardOps(), 'calibrated');
      for (let i = 0; i < SAMPLES.length; i++) {
        const feeds = await net.samples.feeds(i);
        const wanted = evaluate(graph, feeds);
        const found = await session.run(feeds, on, ['y', 'p', 'c', 'd']);
        for (const id of ['y', 'p', 'c', 'd']) {
          const [a, b] = [found.get(id)!.data, wanted.get(id)!.data] as [Float32Array, Float32Array];
          expect(Array.from(a)).toEqual(Array.from(b, (value) => expect.closeTo(value, 5) as unknown));
        }
      }
    }
  });
});

it('gives a weight that a node reads as it is as well', async () => {
  const text = NET.replace('output y\n', 'abs: a = Abs(ug) cpu "it is asked for"\noutput a\noutput y\n');
  const net = analysed(lanes, { text });
  await withSwitches(net, ['a'], async (session) => {
    const given = async (on: readonly number[]) =>
      Array.from(reals((await session.run(await net.samples.feeds(0), on, ['a'])).get('a')!));
    expect(await given([])).toEqual([0.33, 0.42, 0.61, 0.14].map(Math.fround));
    expect(await given([3])).toEqual([0.3, 0.4, 0.6, 0.1].map(Math.fround));
  });
});

it('has one input more, of a name that no other has', () => {
  const { bytes, switches } = switchedModel(calibratedModel(NET.replaceAll('xc', '"switched/0/on"')), ['c']);
  const { graph } = decodeModel(bytes);
  expect(switches).toBe('_switched/switches');
  expect(graph.input.map(({ name }) => name)).toEqual(['x', '_switched/switches']);
  expect(graph.output.map(({ name }) => name)).toEqual(['y', 'p', 'c']);
  expect(graph.node.filter(({ opType }) => opType === 'If')).toHaveLength(7);
  expect(graph.node.filter(({ opType }) => opType === 'HzCorrected')).toEqual([]);
});

it('gives an input that is tapped no output', () => {
  const { bytes } = switchedModel(calibratedModel(), ['x', 'c']);
  expect(decodeModel(bytes).graph.output.map(({ name }) => name)).toEqual(['y', 'p', 'c']);
});

it('closes its sessions, also where its user throws', async () => {
  const pool = single;
  let open = 0;
  const real = pool.open.bind(pool);
  pool.open = async (model, options) => {
    expect(options).toEqual({ optimise: false });
    const session = await real(model, options);
    open++;
    return { ...session, close: () => (open--, session.close()) };
  };
  await withSwitches(analysed(pool), [], () => Promise.resolve(expect(open).toBe(1)));
  expect(open).toBe(0);
  await expect(withSwitches(analysed(pool), [], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(open).toBe(0);
});
