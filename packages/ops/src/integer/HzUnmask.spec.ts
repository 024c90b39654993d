import { int8, makeTensor, tensorType } from '@openbpu/tensor';
import { HzUnmask } from './HzUnmask';

it('is true where it is not 0', () => {
  expect(HzUnmask.eval([int8([4], [0, 1, -128, 127])], {})).toEqual([
    makeTensor('bool', [4], Uint8Array.of(0, 1, 1, 1)),
  ]);
  expect(HzUnmask.infer([tensorType('int8', [1, 2, 3, 4], 'NCHW')], {})).toEqual([
    tensorType('bool', [1, 2, 3, 4], 'NCHW'),
  ]);
  expect(() => HzUnmask.infer([tensorType('int16', [2])], {})).toThrow('HzUnmask takes an int8 tensor, not int16');
  expect(() => HzUnmask.infer([], {})).toThrow('not nothing');
});
