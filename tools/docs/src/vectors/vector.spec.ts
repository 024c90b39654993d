import { formatVectorFile, inRuns, scalar, tensor, vector } from './vector';

it('writes what JSON has no number for as text', () => {
  expect(tensor('float32', [4], [NaN, Infinity, -Infinity, -0]).data).toEqual(['NaN', 'Infinity', '-Infinity', '-0']);
});

it('refuses elements that are too many or no float32', () => {
  expect(() => tensor('int8', [2], [1])).toThrow(RangeError);
  expect(() => scalar(0.1)).toThrow(RangeError);
});

it('writes long tables as runs', () => {
  expect(inRuns('int16', [6], [5, 5, -1, -1, -1, 5])).toEqual({
    dtype: 'int16',
    shape: [6],
    runs: [
      [2, 5],
      [3, -1],
      [1, 5],
    ],
  });
  expect(inRuns('int8', [0], []).runs).toEqual([]);
  expect(() => inRuns('int8', [2], [1])).toThrow(RangeError);
});

it('formats a file that reads back', () => {
  const vectors = [
    vector('one', 'HzLut', { inputs: [tensor('int8', [1], [5])], outputs: [tensor('int8', [1], [-5])] }),
    vector('two', 'HzPad', { inputs: [], outputs: [] }),
  ];
  expect(JSON.parse(formatVectorFile({ title: 't', law: 'l', vectors }))).toEqual({ title: 't', law: 'l', vectors });
});
