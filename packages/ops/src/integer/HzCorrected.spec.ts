import { float32, makeTensor, tensorType } from '@openbpu/tensor';
import { HzCorrected } from './HzCorrected';

const type = tensorType('float32', [2]);

it('gives what calibration made of a constant', () => {
  const changed = float32([2], [1, -2]);
  expect(HzCorrected.eval([changed, float32([2], [3, 4])], {})).toEqual([changed]);
  expect(HzCorrected.infer([type, type], {})).toEqual([type]);
});

it.each([
  ['nothing', []],
  ['one tensor', [type]],
  ['another shape', [type, tensorType('float32', [1])]],
  ['another element type', [type, tensorType('int8', [2])]],
])('does not take %s', (_, types) => {
  expect(() => HzCorrected.infer(types, {})).toThrow('HzCorrected takes two tensors of one type');
});

it('takes any element type', () => {
  const mask = makeTensor('bool', [1], Uint8Array.of(1));
  expect(HzCorrected.eval([mask, mask], {})).toEqual([mask]);
});
