import { encodeModel } from '@openbpu/onnx';
import { float32 } from '@openbpu/tensor';
import { caseOf } from './case.fixture';
import { readCases } from './read-cases';
import { tarOf } from './tar.fixture';

const model = (opType: string) => encodeModel(caseOf(opType, [float32([1], [1])], [float32([1], [1])]).model);
/** float32[1] = [1]: dims, data_type, raw_data. */
const ONE = Uint8Array.of(0x08, 1, 0x10, 1, 0x4a, 4, 0, 0, 0x80, 0x3f);

it('reads cases by id; one of a function is about the operator of its sister', () => {
  const cases = readCases(
    tarOf({
      'node/test_b_expanded_ver18/model.onnx': model('Add'),
      'node/test_b_expanded_ver18/test_data_set_0/output_0.pb': ONE,
      'node/test_b/model.onnx': model('Mean'),
      'node/test_b/test_data_set_0/input_0.pb': ONE,
      'node/test_b/test_data_set_0/input_12.pb': ONE,
      'node/test_a_expanded/model.onnx': model('Abs'),
      'node/README': ONE,
    }),
  );
  expect(cases.map(({ id, operator }) => [id, operator])).toEqual([
    ['a_expanded', 'Abs, expanded'],
    ['b', 'Mean'],
    ['b_expanded_ver18', 'Mean, expanded'],
  ]);
  expect(cases.map(({ inputs, outputs }) => [[...inputs.keys()], [...outputs.keys()]])).toEqual([
    [[], []],
    [[0, 12], []],
    [[], [0]],
  ]);
  expect(cases[1].inputs.get(0)).toMatchObject({ dims: [1], dataType: 1 });
});

it('does not take a case without a model, and leaves out what is no tensor', () => {
  const data = 'node/test_a/test_data_set_0/input_0.pb';
  expect(() => readCases(tarOf({ [data]: ONE }))).toThrow(/case a has no model/);
  const [one] = readCases(tarOf({ 'node/test_a/model.onnx': model('Abs'), [data]: Uint8Array.of(0x0f, 0xff) }));
  expect(one.inputs.size).toBe(0);
});
