import * as fc from 'fast-check';
import { DiagnosticError } from '@openbpu/diagnostics';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';

const written = (write: (to: ByteWriter) => void) => {
  const to = new ByteWriter();
  write(to);
  return to.finish();
};

describe('ByteReader', () => {
  it('reads back whole numbers', () => {
    for (const value of [0, 1, 127, 128, 16383, 16384, 2 ** 32, 2 ** 49, Number.MAX_SAFE_INTEGER]) {
      const reader = new ByteReader(written((to) => to.uint(value)));
      expect(reader.uint()).toBe(value);
      expect(reader.remaining).toBe(0);
    }
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        fc.pre(Math.abs(value) < 2 ** 52);
        expect(new ByteReader(written((to) => to.int(value))).int()).toBe(value);
      }),
    );
  });

  it('reads back float32 and texts bit for bit', () => {
    fc.assert(
      fc.property(fc.float(), fc.string({ unit: 'grapheme' }), (value, text) => {
        const reader = new ByteReader(written((to) => (to.real(value), to.text(text))));
        expect(reader.real()).toBe(value);
        expect(reader.text()).toBe(text);
      }),
    );
  });

  it.each([
    ['a number that does not end', [255, 255], (r: ByteReader) => r.uint()],
    ['a number beyond 2^53', [255, 255, 255, 255, 255, 255, 255, 255, 1], (r: ByteReader) => r.uint()],
    ['a number longer than it need be', [128, 0], (r: ByteReader) => r.uint()],
    ['a float cut short', [0, 0, 128], (r: ByteReader) => r.real()],
    ['a text longer than the file', [200, 1, 65], (r: ByteReader) => r.text()],
    ['a text that is no UTF-8', [1, 255], (r: ByteReader) => r.text()],
    ['a count that cannot be', [100], (r: ByteReader) => r.count(1)],
  ])('refuses %s', (_, bytes, read) => {
    expect(() => read(new ByteReader(Uint8Array.from(bytes)))).toThrow(DiagnosticError);
    expect(() => read(new ByteReader(Uint8Array.from(bytes)))).toThrow(/MAC003/);
  });
});
