import { makeTensor } from '@openbpu/tensor';
import { encodeSample } from './encode-sample';

const sample = makeTensor('float32', [4], Float32Array.of(0.5, 1.5, -3, 300));

it('writes bare numbers', () => {
  expect([...encodeSample(sample, 'uint8')]).toEqual([0, 2, 0, 255]);
  expect([...new Float32Array(Uint8Array.from(encodeSample(sample, 'float32')).buffer)]).toEqual([0.5, 1.5, -3, 300]);
});
