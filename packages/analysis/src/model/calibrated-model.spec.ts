import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { NET, calibratedGraph, calibratedModel, refusal } from '../net.fixture';
import { CalibratedModel } from './calibrated-model';

const model = calibratedModel();
const names = (numbers: readonly number[]) => numbers.map((number) => model.calibrations[number].id);

it('numbers calibrations and keeps regular nodes, as they stand', () => {
  expect(model.calibrations.map(({ id, kind, from, to }) => [id, kind, from, to])).toEqual([
    ['x_cal', 'activation', 'x', 'xc'],
    ['v_cal', 'weight', 'v', 'vc'],
    ['c_cal', 'activation', 'c', 'cc'],
    ['u_cal', 'weight', 'ug', 'uc'],
    ['d_cal', 'activation', 'd', 'dc'],
    ['s_cal', 'activation', 's', 'y'],
  ]);
  expect(model.nodes.map(({ id }) => id)).toEqual(['conv1', 'conv2', 'sum', 'soft']);
});

it('knows the constants of the float model, and what goes with them', () => {
  expect(model.calibrations.map(({ constant }) => constant)).toEqual([
    undefined,
    { original: 'v', changed: 'v' },
    undefined,
    { original: 'u0', changed: 'u' },
    undefined,
    undefined,
  ]);
  expect(model.companions).toEqual([{ to: 'bg', changed: 'b', original: 'b0', number: 3 }]);
});

it('quantises a node by what it reads, and by what it gives where no other does', () => {
  expect(['conv1', 'conv2', 'sum', 'soft', 'd_cal'].map((id) => names(model.membersOf(id)))).toEqual([
    ['x_cal', 'v_cal'],
    ['c_cal', 'u_cal'],
    ['c_cal', 'd_cal', 's_cal'],
    [],
    ['d_cal'],
  ]);
});

it('a constant goes with what its node reads where that has no weights, and stays where nothing is rounded', () => {
  const text = `input x: float32[2]
const m: float32[2] = [1, 2]
const n: float32[2] = [3, 4]
x_cal: xc = HzCalibration(x) {scales: [1], thresholds: [127]}
was: k = HzCorrected(m, n)
sum: y = Add(xc, k) bpu id(0) int8/int8
output y`;
  expect(calibratedModel(text).companions).toMatchObject([{ to: 'k', number: 0 }]);
  expect(
    calibratedModel(
      text.replace('Add(xc, k)', 'Add(x, k)').replace('int8/int8', 'int8/int8\nz: z = Abs(xc) bpu id(0) int8/int8'),
    ).companions,
  ).toEqual([]);
});

it('a constant that is a weight and is read as it is as well goes with its own calibration', () => {
  const shared = NET.replace('output y\n', 'abs: a = Abs(ug) cpu "it is asked for"\noutput a\noutput y\n');
  const companions = [
    { to: 'ug', changed: 'u', original: 'u0', number: 3 },
    { to: 'bg', changed: 'b', original: 'b0', number: 3 },
  ];
  expect(calibratedModel(shared).companions).toEqual(companions);
  const read = shared.replace('Abs(ug) cpu "it is asked for"', 'Conv(xc, ug) {kernel: [1, 1]} bpu id(0) int8/int8');
  expect(calibratedModel(read).companions).toEqual(companions);
});

it('lists the nodes of a kind that can be quantised', () => {
  expect(model.nodesOf('node')).toEqual(['conv1', 'conv2', 'sum']);
  expect(model.nodesOf('weight')).toEqual(['v_cal', 'u_cal']);
  expect(model.nodesOf('activation')).toEqual(['x_cal', 'c_cal', 'd_cal', 's_cal']);
});

it('knows what nodes are', () => {
  expect(['conv1', 'soft', 'u_cal', 'd_cal'].map((id) => model.kindOf(id))).toEqual([
    'node',
    'node',
    'weight',
    'activation',
  ]);
  expect([model.has('soft'), model.has('c_cal'), model.has('gone')]).toEqual([true, true, false]);
  expect(model.calibrationOf('d_cal')?.to).toBe('dc');
  expect(model.calibrationOf('conv1')).toBeUndefined();
});

it('takes the output of a node behind its own calibration alone', () => {
  expect(model.nodes.map((node) => model.outputOf(node))).toEqual(['c', 'd', 'y', 'p']);
});

it('refuses names that are not there, and says which are', async () => {
  const hint = 'did you mean "conv1"?';
  for (const act of [() => model.membersOf('conv'), () => model.kindOf('conv')])
    expect(await refusal(act)).toEqual({ code: 'ANA002', hint });
  expect(await refusal(() => model.membersOf('zzzzzzzz'))).toEqual({
    code: 'ANA002',
    hint: 'nodes are named as in the calibrated model: conv1, conv2, sum, …',
  });
});

it('refuses a model without calibrations', async () => {
  const plain = parseGraph('input x: float32[1]\na: y = Abs(x)\noutput y', standardOps(), 'calibrated');
  const { code, hint } = await refusal(() => new CalibratedModel(plain.at('calibrated')));
  expect({ code, hint }).toEqual({
    code: 'ANA001',
    hint: 'see why with hb_mapper checker, which tells it for every node',
  });
  expect(calibratedGraph().stage).toBe('calibrated');
});
