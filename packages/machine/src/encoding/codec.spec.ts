import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { type Codec, list, optional, pair, region, sides, struct, text, uint, word } from './codec';

function roundTrip<T>(codec: Codec<T>, value: T): T {
  const to = new ByteWriter();
  codec.write(to, value);
  const from = new ByteReader(to.finish());
  const read = codec.read(from);
  expect(from.remaining).toBe(0);
  return read;
}

describe('codec', () => {
  it('gives back what it was given', () => {
    expect(roundTrip(list(uint), [])).toEqual([]);
    expect(roundTrip(list(text), ['a', ''])).toEqual(['a', '']);
    expect(roundTrip(optional(uint), undefined)).toBeUndefined();
    expect(roundTrip(optional(uint), 0)).toBe(0);
    expect(roundTrip(pair, [3, 300])).toEqual([3, 300]);
    expect(roundTrip(sides, [0, 1, 2, 3])).toEqual([0, 1, 2, 3]);
    expect(roundTrip(word(['add', 'sub']), 'sub')).toBe('sub');
  });

  it('keeps the strides of a region that is not dense, and only those', () => {
    const dense = { space: 'const', offset: 128, dtype: 'float32', shape: [2, 3], strides: [3, 1] } as const;
    const sparse = { ...dense, strides: [0, 4] };
    expect(roundTrip(region, dense)).toEqual(dense);
    expect(roundTrip(region, sparse)).toEqual(sparse);
    const size = (value: typeof sparse) => {
      const to = new ByteWriter();
      region.write(to, value);
      return to.finish().length;
    };
    expect(size({ ...dense, strides: [3, 1] })).toBe(size(sparse) - 2);
  });

  it('prints fields by name and leaves out absent ones', () => {
    const codec = struct<{ readonly a: number; readonly b?: number | undefined; readonly c: string }>({
      a: uint,
      b: optional(uint),
      c: word(['x', 'y']),
    });
    expect(codec.print({ a: 1, c: 'y' })).toBe('a=1 c=y');
    expect(roundTrip(codec, { a: 1, c: 'y' })).toEqual({ a: 1, c: 'y' });
    expect(roundTrip(codec, { a: 1, b: 2, c: 'y' })).toEqual({ a: 1, b: 2, c: 'y' });
  });

  it.each([
    ['a word that is not in the list', word(['add']), [1]],
    ['an option that is neither', optional(uint), [2]],
    ['a memory that is not there', region, [3, 0, 0]],
    ['dense strides written out', region, [0, 0, 1, 5, 1]],
  ])('refuses %s', (_, codec: Codec<unknown>, bytes) => {
    expect(() => codec.read(new ByteReader(Uint8Array.from(bytes)))).toThrow(/MAC003/);
  });
});
