import { parseGraph } from '@openbpu/ir';
import { HzCalibration, standardOps } from '@openbpu/ops';
import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import { probedGroups } from './probed-groups';

const graph = parseGraph(
  `input x: float32[1x2x4x4] NCHW
const w: float32[3x2x1x1] = seed 1
const v: float32[3x1x1x1] = seed 2
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
s: s = Swish(c) bpu id(0) int8/int8
d: d = Conv(s, v) {kernel: [1, 1], group: 3} bpu id(0) int8/int8
m: m = MaxPool(d) {kernel: [2, 2]} bpu id(0) int8/int8
output m`,
  standardOps(),
  'optimized',
);
const GROUPS = [['x'], ['c'], ['s'], ['d', 'm']];
const ACTIVATIONS = new Map([
  ['x', 127],
  ['c', 4],
  ['s', 3],
  ['d', 5],
  ['m', 5],
]);
const floors = new Map([
  ['c', Float32Array.of(1, 2, 0)],
  ['s', Float32Array.of(0.25)],
]);
const channels = new Map([
  ['c', Float32Array.of(4, 2, 1)],
  ['s', Float32Array.of(3, 2, 1)],
]);

it.each<[string, Partial<Thresholds>]>([
  ['one threshold for all', {}],
  [
    'floors',
    {
      floors: new Map([
        ['c', Float32Array.of(1)],
        ['s', Float32Array.of(0.25)],
      ]),
    },
  ],
  ['thresholds of channels', { channels, floors }],
])('rounds as the calibrated graph does: %s', (_, more) => {
  const thresholds: Thresholds = { activations: ACTIVATIONS, weights: new Map(), ...more };
  const calibrated = new InsertCalibration(thresholds).run(graph);
  const found = probedGroups(graph, GROUPS, thresholds);
  expect(found.map(({ activations }) => activations)).toEqual(GROUPS);
  for (const { activations, scales, zeros } of found) {
    for (const id of activations) {
      const { attrs } = calibrated.nodes.filter(HzCalibration.is).find((node) => node.id === `${id}_HzCalibration`)!;
      expect({ scales, zeros }).toEqual({ scales: attrs.scales, zeros: attrs.zeros });
    }
  }
});

it('has nothing to say of no groups', () => {
  expect(probedGroups(graph, [], { activations: ACTIVATIONS, weights: new Map() })).toEqual([]);
});
