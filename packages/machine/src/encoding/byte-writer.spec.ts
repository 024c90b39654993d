import { ByteWriter } from './byte-writer';

describe('ByteWriter', () => {
  it('grows as far as it must', () => {
    const to = new ByteWriter();
    for (let i = 0; i < 5000; i++) to.byte(i & 255);
    const bytes = to.finish();
    expect(bytes.length).toBe(5000);
    expect(bytes[4097]).toBe(1);
  });

  it('refuses numbers that it could not give back', () => {
    const to = new ByteWriter();
    for (const value of [-1, 0.5, NaN, 2 ** 53]) expect(() => to.uint(value)).toThrow(RangeError);
    for (const value of [0.1, 1e300]) expect(() => to.real(value)).toThrow(RangeError);
    expect(to.finish().length).toBe(0);
  });
});
