import { float32, makeTensor } from '@openbpu/tensor';
import { letGo } from './let-go';

it('takes the memory of arrays, also where they share it', () => {
  const shared = new ArrayBuffer(32);
  const part = (at: number) => makeTensor('float32', [4], new Float32Array(shared, at, 4));
  const [a, b] = [part(0), part(16)];
  const [c, kept] = [float32([2], [1, 2]), float32([1], [3])];
  letGo([a, b, c].map(({ data }) => data));
  expect([a, b, c].map(({ data }) => data.length)).toEqual([0, 0, 0]);
  expect(shared.byteLength).toBe(0);
  expect([...kept.data]).toEqual([3]);
});

it('takes nothing of nothing, and takes again', () => {
  letGo([]);
  const last = float32([1], [1]);
  letGo([last.data]);
  expect(last.data.length).toBe(0);
});
