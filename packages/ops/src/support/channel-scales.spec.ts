import { perTensor, tensorType } from '@openbpu/tensor';
import { scaleAt, scalesFor } from './channel-scales';

const own = tensorType('int8', [1, 2, 1, 1], 'NCHW', { scale: Float32Array.of(1, 4), axis: 1 });

it('is one number where there is one scale', () => {
  expect(scalesFor(tensorType('int8', [1, 2, 1, 1], 'NCHW', perTensor(0.5)), 8)).toBe(0.5);
});

it('repeats the scale of a channel for every output made of it', () => {
  expect(scalesFor(own, 2)).toEqual(Float32Array.of(1, 4));
  expect(scalesFor(own, 6)).toEqual(Float32Array.of(1, 1, 1, 4, 4, 4));
});

it('is found by channel either way', () => {
  expect([scaleAt(3, 7), scaleAt(Float32Array.of(1, 2), 1)]).toEqual([3, 2]);
});

it('is no number where there is no scale', () => {
  expect(scalesFor(tensorType('int32', [1]), 1)).toBeNaN();
});
