import { allocate, bytesOf, bytesPerElement, dataFromBytes, DTYPES } from './dtype';

it.each(DTYPES)('%s: allocates, views and copies back the same bytes', (dtype) => {
  const data = allocate(dtype, 3);
  expect(data.byteLength).toBe(3 * bytesPerElement(dtype));
  const padded = new Uint8Array(1 + data.byteLength).fill(7);
  const unaligned = dataFromBytes(dtype, padded.subarray(1));
  expect(bytesOf(unaligned)).toEqual(padded.subarray(1));
});

it('copies unaligned bytes of a Buffer, whose slice is a view', () => {
  const file = Buffer.alloc(17, 1);
  expect(dataFromBytes('int32', file.subarray(1)).length).toBe(4);
});

it('views aligned bytes and refuses a broken length', () => {
  const bytes = new Uint8Array(8);
  expect(dataFromBytes('float32', bytes).buffer).toBe(bytes.buffer);
  expect(() => dataFromBytes('float32', new Uint8Array(7))).toThrow(/no whole number/);
});
