import { int8, makeTensor, tensorType } from '@openbpu/tensor';
import { HzMask } from './HzMask';

it('is 1 where it is true', () => {
  expect(HzMask.eval([makeTensor('bool', [3], Uint8Array.of(0, 1, 255))], {})).toEqual([int8([3], [0, 1, 1])]);
  expect(HzMask.infer([tensorType('bool', [1, 2, 3, 4], 'NCHW')], {})).toEqual([
    tensorType('int8', [1, 2, 3, 4], 'NCHW'),
  ]);
  expect(() => HzMask.infer([tensorType('int8', [2])], {})).toThrow('HzMask takes a bool tensor, not int8');
  expect(() => HzMask.infer([], {})).toThrow('not nothing');
});
