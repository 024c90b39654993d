import { sampleRecord } from './sample-record.fixture';
import { titleOf } from './title';

const { model } = sampleRecord();

it('takes the prefix of the files before the file of the model, and that before the name of the graph', () => {
  expect(titleOf({ prefix: 'signs_v2', model })).toBe('signs_v2');
  expect(titleOf({ model: { ...model!, files: ['deploy.prototxt', 'signs.caffemodel'] } })).toBe('signs.caffemodel');
  expect(titleOf({ model: { ...model!, name: 'torch-jit-export', files: undefined } })).toBe('torch-jit-export');
  expect(titleOf({})).toBe('unnamed model');
});
