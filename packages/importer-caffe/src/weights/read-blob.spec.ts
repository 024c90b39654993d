import fc from 'fast-check';
import { type BlobForm, blobBytes } from '../caffemodel.fixture';
import { readBlob } from './read-blob';

const FORMS: readonly BlobForm[] = ['packed', 'unpacked', 'legacy', 'double', 'double-unpacked'];

describe('readBlob', () => {
  it.each(FORMS)('reads %s data', (form) => {
    const blob = readBlob(blobBytes({ shape: [2, 3], data: [0, 1, -2.5, 3, 1e-30, 65504] }, form));
    expect(blob.shape).toEqual(form === 'legacy' ? [1, 1, 2, 3] : [2, 3]);
    expect(Array.from(blob.data)).toEqual([0, 1, -2.5, 3, Math.fround(1e-30), 65504]);
  });

  it.each<BlobForm>(['raw-half', 'raw-float'])('reads %s data', (form) => {
    const data = [0, 1, -2.5, 0.333251953125, 2 ** -24, -65504];
    const blob = readBlob(blobBytes({ shape: [2, 3], data }, form));
    expect([blob.shape, Array.from(blob.data)]).toEqual([[2, 3], data]);
  });

  it('gives the same elements for every form', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { maxLength: 300 }), fc.constantFrom(...FORMS), (data, form) => {
        expect(readBlob(blobBytes({ shape: [data.length], data }, form)).data).toEqual(Float32Array.from(data));
      }),
    );
  });

  it('keeps the bits of NaN and of a negative zero', () => {
    const { data } = readBlob(blobBytes({ shape: [2], data: [NaN, -0] }));
    expect([Number.isNaN(data[0]), Object.is(data[1], -0)]).toEqual([true, true]);
  });

  it('is a view where the alignment allows it', () => {
    const bytes = blobBytes({ shape: [4], data: [1, 2, 3, 4] });
    for (let shift = 0; shift < 4; shift++) {
      const file = new Uint8Array(bytes.length + shift);
      file.set(bytes, shift);
      const { data } = readBlob(file.subarray(shift));
      expect(Array.from(data)).toEqual([1, 2, 3, 4]);
      const offset = file.length - 16;
      expect(data.buffer === file.buffer).toBe(offset % 4 === 0);
    }
  });

  it('joins data written in several runs', () => {
    const [one, two] = [blobBytes({ shape: [3], data: [1] }), blobBytes({ shape: [], data: [2, 3] })];
    const shapeless = two.subarray(2);
    expect(Array.from(readBlob(Uint8Array.from([...one, ...shapeless])).data)).toEqual([1, 2, 3]);
  });

  it('counts the elements of a blob without a shape', () => {
    expect(readBlob(Uint8Array.from([42, 8, 0, 0, 128, 63, 0, 0, 0, 64]))).toMatchObject({
      shape: [2],
      data: Float32Array.of(1, 2),
    });
  });

  it.each<[string, Uint8Array, string]>([
    [
      'a shape its elements do not fill',
      blobBytes({ shape: [2, 3], data: [1, 2, 3] }),
      'a blob is declared 2x3 and has 3 elements',
    ],
    [
      'raw data of a type that has no number',
      Uint8Array.from([80, 9, 98, 2, 0, 60]),
      'raw_data of type 9, which is none of',
    ],
    [
      'raw data that is no whole number of halves',
      Uint8Array.from([80, 2, 98, 3, 0, 60, 0]),
      '3 bytes of raw_data are no whole number of float16 elements',
    ],
    [
      'data that is no whole number of floats',
      Uint8Array.from([42, 3, 1, 2, 3]),
      '3 bytes of data are no whole number of float32 elements',
    ],
  ])('refuses %s', (_, bytes, problem) => {
    expect(() => readBlob(bytes)).toThrow(problem);
  });
});
