import { tensorOfBytes } from './tensor-of-bytes';

it('reads elements wherever they begin', () => {
  const bytes = Uint8Array.of(9, 1, 0, 0, 0, 255, 255, 255, 255);
  expect([...tensorOfBytes({ dtype: 'int32', shape: [2] }, bytes.subarray(1)).data]).toEqual([1, -1]);
  expect([...tensorOfBytes({ dtype: 'uint8', shape: [9] }, bytes).data]).toEqual([...bytes]);
  expect(() => tensorOfBytes({ dtype: 'int32', shape: [3] }, bytes.subarray(1))).toThrow(RangeError);
});
