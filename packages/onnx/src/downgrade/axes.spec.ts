import { float32, int64 } from '@openbpu/tensor';
import { intAttribute, stringAttribute } from '../proto/attribute';
import { lowered } from './downgrade.fixture';

const ints = (...values: number[]) => int64([values.length], values);

it('has axes as an attribute', () => {
  expect(
    lowered({ opType: 'ReduceMean', inputs: [[2, 3], ints(1)], attributes: [intAttribute('keepdims', 0)] }),
  ).toEqual(['y = ReduceMean(x0) {"keepdims":0,"axes":[1]}']);
  expect(lowered({ opType: 'Squeeze', inputs: [[1, 3], ints(0)] })).toEqual(['y = Squeeze(x0) {"axes":[0]}']);
  expect(lowered({ opType: 'Unsqueeze', inputs: [[3], ints(0, -1)] })).toEqual(['y = Unsqueeze(x0) {"axes":[0,-1]}']);
  expect(lowered({ opType: 'ReduceSum', inputs: [[2, 3]] })).toEqual(['y = ReduceSum(x0) {}']);
});

it('knows a reduction over no axes', () => {
  const noop = [intAttribute('noop_with_empty_axes', 1)];
  expect(lowered({ opType: 'ReduceMax', inputs: [[2], ints()], attributes: noop })).toEqual(['y = Identity(x0) {}']);
  expect(lowered({ opType: 'ReduceMax', inputs: [[2], ints(0)], attributes: noop })).toEqual([
    'y = ReduceMax(x0) {"axes":[0]}',
  ]);
  expect(lowered({ opType: 'ReduceMax', inputs: [[2], ints()] })).toEqual(['y = ReduceMax(x0) {}']);
});

it('refuses axes that are computed', () => {
  expect(() => lowered({ opType: 'ReduceMax', inputs: [[2, 2], [1]] })).toThrow(/ONX012 .*computed axes has no form/);
});

it('has the sizes of parts as an attribute, and counts them out', () => {
  const split = { opType: 'Split', outputs: ['y', 'z'] };
  expect(lowered({ ...split, inputs: [[5], ints(2, 3)] })).toEqual(['y,z = Split(x0) {"split":[2,3]}']);
  const parts = (count: number, axis: number) => [intAttribute('num_outputs', count), intAttribute('axis', axis)];
  expect(lowered({ ...split, inputs: [[2, 5]], attributes: parts(2, -1) })).toEqual([
    'y,z = Split(x0) {"axis":-1,"split":[3,2]}',
  ]);
  expect(lowered({ ...split, inputs: [[4]] })).toEqual(['y,z = Split(x0) {}']);
});

it('brings the axis of a Softmax to the end, unless nothing lies behind it', () => {
  const soft = (opType: string, shape: readonly number[], axis?: number) =>
    lowered({ opType, inputs: [shape], attributes: axis === undefined ? [] : [intAttribute('axis', axis)] });
  expect(soft('Softmax', [2, 3], 1)).toEqual(['y = Softmax(x0) {"axis":1}']);
  expect(soft('Softmax', [2, 3])).toEqual(['y = Softmax(x0) {"axis":1}']);
  expect(soft('LogSoftmax', [2, 3, 1, 1], 1)).toEqual(['y = LogSoftmax(x0) {"axis":1}']);
  expect(soft('Hardmax', [2, 3, 4], -2)).toEqual([
    'y_transpose = Transpose(x0) {"perm":[0,2,1]}',
    'y_hardmax = Hardmax(y_transpose) {"axis":2}',
    'y = Transpose(y_hardmax) {"perm":[0,2,1]}',
  ]);
});

it('pads all axes where some were named', () => {
  const some = [[2, 3, 4], ints(1, 2, 3, 4), float32([], [9]), ints(2, -2)] as const;
  expect(lowered({ opType: 'Pad', inputs: some })).toEqual(['y = Pad(x0,[0,2,1,0,4,3],[9]) {}']);
  expect(lowered({ opType: 'Pad', inputs: [[2], ints(1, 1), '', ints(0)] })).toEqual(['y = Pad(x0,[1,1]) {}']);
  expect(lowered({ opType: 'Pad', inputs: [[2], ints(1, 1)] })).toEqual(['y = Pad(x0,[1,1]) {}']);
  const wrap = [stringAttribute('mode', 'wrap')];
  expect(() => lowered({ opType: 'Pad', inputs: [[2], ints(1, 1)], attributes: wrap })).toThrow(/ONX012 .*mode "wrap"/);
});
