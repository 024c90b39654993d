import { int32, int64, tensorType } from '@openbpu/tensor';
import { run } from '../ops.fixture';
import { HzIndices } from './HzIndices';

it('gives the same numbers, wider', () => {
  expect(run(HzIndices, {}, [int32([2, 1], [0, 2 ** 31 - 1])])).toEqual([int64([2, 1], [0, 2 ** 31 - 1])]);
  expect(run(HzIndices, {}, [int32([0], [])])).toEqual([int64([0], [])]);
  expect(() => HzIndices.infer([tensorType('int8', [1])], {})).toThrow(TypeError);
});
