import { evaluate } from '@openbpu/testkit';
import { float32 } from '@openbpu/tensor';
import { asGiven } from '../doctor';
import { calibratedGraph } from '../net.fixture';
import { type StatedInput, fedOtherwise, givenInput, pictureInput, pixelsOf } from './picture-input';

const STATED: StatedInput = { name: 'x', typeRt: 'rgb', typeTrain: 'rgb', layout: 'NCHW', spaceAndRange: 'regular' };
/** (x + 128 − mean) · scale with the means 100, 110, 120 and the scales 0.5, 0.25, 0.125. */
const TEXT = `input x: float32[1x3x1x2] NCHW
const w: float32[3x3x1x1] = [0.5, 0, 0, 0, 0.25, 0, 0, 0, 0.125]
const b: float32[3] = [14, 4.5, 1]
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
pre: p = HzPreprocess(xc, w, b) bpu id(0) int8/int8
p_cal: y = HzCalibration(p) {scales: [0.5], thresholds: [63.5]}
output y
`;
const graph = calibratedGraph(TEXT);
const input = pictureInput(graph, STATED)!;
const SAMPLE = [-28, 72, -18, 82, -8, 92];

it('reads mean and scale off what is built in', () => {
  expect([input.node.id, input.mean, input.scale]).toEqual(['pre', [100, 110, 120], [0.5, 0.25, 0.125]]);
  expect(givenInput(graph, input)).toMatchObject({ name: 'p', shape: [1, 3, 1, 2], mean: [100, 110, 120] });
  expect([...pixelsOf(input, SAMPLE)]).toEqual([100, 200, 110, 210, 120, 220]);
});

it('builds in something else: the same, and with colours exchanged', () => {
  const given = givenInput(graph, input);
  const fed = (swap: boolean) => {
    const other = fedOtherwise(graph, input, { ...asGiven(given), swap })!;
    return Array.from(evaluate(other, new Map([['x', float32([1, 3, 1, 2], SAMPLE)]])).get('p')!.data as Float32Array);
  };
  expect(fed(false)).toEqual([0, 50, 0, 25, 0, 12.5]);
  expect(fed(true)).toEqual([10, 60, 0, 25, -2.5, 10]);
});

it('knows of none where nothing is built in, and builds in no other layout', () => {
  expect(pictureInput(calibratedGraph(), STATED)).toBeUndefined();
  expect(pictureInput(graph, { ...STATED, typeRt: 'featuremap', typeTrain: 'featuremap' })).toBeUndefined();
  expect(fedOtherwise(graph, input, { swap: false, turn: true, factor: 1 })).toBeUndefined();
});
