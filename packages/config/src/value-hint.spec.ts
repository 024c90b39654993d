import { type Node, parseDocument } from 'yaml';
import { listHint, valueHint } from './value-hint';

it.each([
  ['working_dir', /or leave working_dir out: its default is model_output$/],
  ['march', /^correct the value of march: it cannot be left out$/],
  ['run_on_cpu', /, or leave run_on_cpu out$/],
  ['no_such_key', /, or leave no_such_key out$/],
])('says whether %s can be left out', (key, hint) => expect(valueHint(key)).toMatch(hint));

const list = (key: string, text: string) => listHint(key, parseDocument<Node>(text, { schema: 'failsafe' }).contents);

it.each([
  ['mean_value', '[123.675, 116.28, 103.53]', "write it as one text: mean_value: '123.675 116.28 103.53'"],
  ['input_shape', '- 1\n- 3\n- 224\n- 224\n', "write it as one text: input_shape: '1x3x224x224'"],
  ['input_name', '[left, right]', "write it as one text: input_name: 'left; right'"],
  ['node_info', "['/a', b]", 'say of each what it is to be, e.g. node_info: {"/a": {"ON": "BPU"}, "b": {"ON": "BPU"}}'],
  ['input_source', '[data]', 'say of each what it is to be, e.g. input_source: {"data": "pyramid"}'],
])('writes a list of %s as what it takes', (key, text, hint) => expect(list(key, text)).toBe(hint));

it.each(['[]', '[[1], 2]', '{a: b}', 'a', '[{a: b}]', '[*x]'])('has no text for %s', (text) =>
  expect(list('mean_value', text)).toBeUndefined(),
);
