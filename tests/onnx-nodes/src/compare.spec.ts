import { writeTensor } from '@openbpu/onnx';
import { type Tensor, float32, int64, makeTensor } from '@openbpu/tensor';
import { difference } from './compare';

const floats = (...values: number[]) => float32([values.length], values);
const against = (found: Tensor, wanted: Tensor) => difference(found, writeTensor('', wanted));

it('lets floats be off by a thousandth, and nothing else by anything', () => {
  expect(against(floats(1000.9, -0, 1e-8), floats(1000, 0, 0))).toBeUndefined();
  expect(against(floats(1001.1), floats(1000))).toBe('element 0 of 1 is 1001.0999755859375 and not 1000');
  expect(against(floats(0, 2e-7), floats(0, 0))).toMatch(/^element 1 /);
  expect(against(int64([1], [1001]), int64([1], [1000]))).toBe('element 0 of 1 is 1001 and not 1000');
});

it('takes NaN and infinities for what they are', () => {
  expect(against(floats(NaN, Infinity, -Infinity), floats(NaN, Infinity, -Infinity))).toBeUndefined();
  for (const [found, wanted] of [
    [0, NaN],
    [NaN, 0],
    [1e38, Infinity],
    [Infinity, 1e38],
    [-Infinity, Infinity],
  ])
    expect(against(floats(found), floats(wanted))).toMatch(/^element 0 /);
});

it('names another type and another shape, of nothing too', () => {
  expect(against(int64([1], [0]), floats(0))).toBe('int64[1] is not float32[1]');
  expect(against(float32([1, 2], [0, 0]), floats(0, 0))).toBe('float32[1x2] is not float32[2]');
  expect(against(floats(), floats())).toBeUndefined();
});

it('widens doubles and halves, halves to their precision', () => {
  expect(against(floats(0.1), makeTensor('float64', [1], Float64Array.of(0.1)))).toBeUndefined();
  const half = makeTensor('float16', [1], Uint16Array.of(0x3c00));
  expect(against(floats(1.0019), half)).toBeUndefined();
  expect(against(floats(1.003), half)).toMatch(/and not 1$/);
});

it('leaves elements out, or counts from the largest, where it is told', () => {
  const wanted = writeTensor('', floats(0, 1024));
  expect(difference(floats(1, 1), wanted, { elements: false })).toBeUndefined();
  expect(difference(floats(9e-4, 1024), wanted, { ofLargest: 2 ** -20 })).toBeUndefined();
  expect(difference(floats(1.1e-3, 1024), wanted, { ofLargest: 2 ** -20 })).toMatch(/^element 0 /);
});
