import { reals, withinReach } from './reals';
import { float32, int8 } from './tensor';
import { tensorType } from './tensor-type';

const OWN = tensorType('int8', [1, 2, 1, 2], 'NCHW', {
  scale: Float32Array.of(0.5, 2),
  axis: 1,
  zero: Int8Array.of(-128, 0),
});

it('stands for itself where nothing is quantised', () => {
  expect(reals(float32([2], [1, -2]))).toEqual(Float32Array.of(1, -2));
});

it('counts from what stands for 0, channel by channel', () => {
  expect(reals(int8([1, 2, 1, 2], [-128, -126, -1, 3]), OWN)).toEqual(Float32Array.of(0, 1, -2, 6));
});

it('cuts to what the integers of each channel reach', () => {
  expect(withinReach(Float32Array.of(-5, 1000, -1000, 7), OWN)).toEqual(Float32Array.of(0, 127.5, -256, 7));
  expect(withinReach(Float32Array.of(-5, 1000), tensorType('float32', [2]))).toEqual(Float32Array.of(-5, 1000));
  const wide = tensorType('int16', [3], 'none', { scale: Float32Array.of(0.5) });
  expect(withinReach(Float32Array.of(-Infinity, 20000, 7), wide)).toEqual(Float32Array.of(-16384, 16383.5, 7));
  const places = tensorType('int32', [1], 'none', { scale: Float32Array.of(0.5) });
  expect(withinReach(Float32Array.of(-99999), places)).toEqual(Float32Array.of(-99999));
});
