import { compactStorage, rawSizes, rawTensor } from './raw-tensor';

const TYPE = { dtype: 'int16', shape: [1, 2, 2] } as const;
const STORAGE = { compact: [1, 2, 2], padded: [1, 2, 3], elementBytes: 2 };
const bytes = (...values: readonly number[]) => new Uint8Array(Int16Array.from(values).buffer);

it('is a tensor without the padding, whether the bytes have it or not', () => {
  const wanted = { ...TYPE, data: Int16Array.of(1, -2, 3, 4) };
  expect(rawTensor(bytes(1, -2, 3, 4), TYPE, STORAGE)).toEqual(wanted);
  expect(rawTensor(bytes(1, -2, 9, 3, 4, 9), TYPE, STORAGE)).toEqual(wanted);
  expect(rawTensor(bytes(1, -2, 3, 4), TYPE)).toEqual(wanted);
});

it('is nothing of fewer and more bytes, and of those between', () => {
  for (const count of [0, 7, 9, 10, 11, 13, 24])
    expect(rawTensor(new Uint8Array(count), TYPE, STORAGE)).toBeUndefined();
  expect(rawTensor(new Uint8Array(12), TYPE)).toBeUndefined();
});

it('is empty where the type is', () =>
  expect(rawTensor(new Uint8Array(0), { dtype: 'float32', shape: [0, 4] })).toMatchObject({ shape: [0, 4] }));

it('says how many bytes there are to be', () => {
  expect(rawSizes(STORAGE)).toEqual({ least: 8, most: 12 });
  expect(rawSizes(compactStorage({ dtype: 'int64', shape: [3] }))).toEqual({ least: 24, most: 24 });
});
