import { calibratedModel, refusal } from '../net.fixture';
import { calibrationsBefore, comparedOutputs } from './compared-outputs';

const model = calibratedModel();

it('compares the outputs of the model, or what one node gives once it is quantised', () => {
  expect(comparedOutputs(model)).toEqual(['y', 'p']);
  expect(['conv1', 'conv2', 'sum', 'soft'].map((node) => comparedOutputs(model, node))).toEqual([
    ['c'],
    ['d'],
    ['y'],
    ['p'],
  ]);
});

const CLASSES = `input x: float32[1x2x2x2] NCHW
x_cal: xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}
abs: a = Abs(xc) bpu id(0) int8/int8
a_cal: ac = HzCalibration(a) {scales: [0.25], thresholds: [31.75]}
best: k = ArgMax(ac) {axis: 1, keepDims: false} cpu "it is asked for"
output k
output ac
`;

it('compares floats in place of what is none, each once', () => {
  expect(comparedOutputs(calibratedModel(CLASSES))).toEqual(['ac']);
});

it.each([
  ['best', CLASSES, 'ANA007', /regular node that gives float values/],
  ['x_cal', undefined, 'ANA007', /calibration nodes stand behind/],
  ['gone', undefined, 'ANA002', /nodes are named as/],
])('refuses %s as an output', async (node, text, code, hint) => {
  const refused = await refusal(() => comparedOutputs(calibratedModel(text), node));
  expect(refused).toEqual({ code, hint: expect.stringMatching(hint) as unknown });
});

it('knows what values depend on', () => {
  expect([...calibrationsBefore(model, ['y'])]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...calibrationsBefore(model, ['p'])]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...calibrationsBefore(model, ['d'])]).toEqual([0, 1, 2, 3]);
  expect([...calibrationsBefore(model, ['c'])]).toEqual([0, 1]);
  expect([...calibrationsBefore(model, ['x'])]).toEqual([]);
});
