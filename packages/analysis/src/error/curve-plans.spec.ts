import { NET, calibratedModel, refusal } from '../net.fixture';
import { type CurveRequest, curvePlans } from './curve-plans';

const model = calibratedModel();
const plansOf = (request: CurveRequest, of = model) =>
  curvePlans(of, request).plans.map(({ label, members, on }) => [label, members, on]);

it('makes a model of every name, and one of every list', () => {
  expect(plansOf({ quantizeNode: ['conv1', 'd_cal'] })).toEqual([
    ['conv1', ['conv1'], [0, 1]],
    ['d_cal', ['d_cal'], [4]],
  ]);
  expect(plansOf({ quantizeNode: [['conv1'], ['conv1', 'sum']] })).toEqual([
    ['partial_qmodel_0', ['conv1'], [0, 1]],
    ['partial_qmodel_1', ['conv1', 'sum'], [0, 1, 2, 4, 5]],
  ]);
  expect(plansOf({ quantizeNode: 'conv2' })).toEqual([['conv2', ['conv2'], [2, 3]]]);
  expect(plansOf({ quantizeNode: ['conv2', ['conv2', 'x_cal']] })).toEqual([
    ['conv2', ['conv2'], [2, 3]],
    ['partial_qmodel_1', ['conv2', 'x_cal'], [0, 2, 3]],
  ]);
});

it('quantises all but what is named', () => {
  expect(plansOf({ nonQuantizeNode: ['conv1', ['conv1', 'sum']] })).toEqual([
    ['conv1', ['conv1'], [2, 3, 4, 5]],
    ['partial_qmodel_1', ['conv1', 'sum'], [3]],
  ]);
  expect(curvePlans(model, { nonQuantizeNode: 'sum' }).quantised).toBe(false);
  expect(curvePlans(model, { quantizeNode: 'sum' }).quantised).toBe(true);
});

it('knows the words for all weights and all activations', () => {
  expect(plansOf({ quantizeNode: ['weight', 'activation', ['weight', 'x_cal']] })).toEqual([
    ['weight', ['weight'], [1, 3]],
    ['activation', ['activation'], [0, 2, 4, 5]],
    ['partial_qmodel_2', ['weight', 'x_cal'], [0, 1, 3]],
  ]);
  expect(plansOf({ nonQuantizeNode: 'weight' })).toEqual([['weight', ['weight'], [0, 2, 4, 5]]]);
});

it('takes the words for a node where one is called so', () => {
  const named = calibratedModel(NET.replace('conv1:', 'weight:'));
  expect(plansOf({ quantizeNode: 'weight' }, named)).toEqual([['weight', ['weight'], [0, 1]]]);
});

it.each<readonly [string, CurveRequest, RegExp]>([
  ['ANA012', {}, /quantize_node=\['Conv_2'\]/],
  ['ANA012', { quantizeNode: [] }, /quantize_node=/],
  ['ANA012', { nonQuantizeNode: [['conv1'], []] }, /e\.g\. non_quantize_node=/],
  ['ANA012', { quantizeNode: '' }, /quantize_node=/],
  ['ANA013', { quantizeNode: 'conv1', nonQuantizeNode: 'conv1' }, /^keep one of them/],
  ['ANA002', { quantizeNode: [['conv1', 'conv3']] }, /did you mean "conv1"/],
])('refuses with %s: %j', async (code, request, hint) => {
  expect(await refusal(() => curvePlans(model, request))).toEqual({
    code,
    hint: expect.stringMatching(hint) as unknown,
  });
});
