import fc from 'fast-check';
import { BmpError, decodeBmp, isBmp } from './decode-bmp';

/** A BMP file of 8, 24 or 32 bits whose rows are given in file order. */
function bmp(
  width: number,
  height: number,
  bits: number,
  rows: readonly (readonly number[])[],
  palette: readonly number[] = [],
) {
  const stride = Math.ceil((width * bits) / 32) * 4;
  const start = 54 + palette.length;
  const file = Buffer.alloc(start + stride * rows.length);
  file.write('BM', 'latin1');
  file.writeUInt32LE(start, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(bits, 28);
  file.set(palette, 54);
  rows.forEach((row, y) => file.set(row, start + y * stride));
  return file;
}

const pixels = (file: Uint8Array) => {
  const { width, height, data } = decodeBmp(file);
  return [width, height, ...data];
};

it('reads 24 and 32 bits, bottom-up and top-down, and 8 bits through the palette', () => {
  expect(
    pixels(
      bmp(1, 2, 24, [
        [3, 2, 1],
        [6, 5, 4],
      ]),
    ),
  ).toEqual([1, 2, 4, 5, 6, 1, 2, 3]);
  expect(
    pixels(
      bmp(1, -2, 24, [
        [3, 2, 1],
        [6, 5, 4],
      ]),
    ),
  ).toEqual([1, 2, 1, 2, 3, 4, 5, 6]);
  expect(pixels(bmp(2, 1, 32, [[3, 2, 1, 0, 6, 5, 4, 9]]))).toEqual([2, 1, 1, 2, 3, 4, 5, 6]);
  expect(pixels(bmp(3, 1, 8, [[1, 0, 1]], [30, 20, 10, 0, 60, 50, 40, 0]))).toEqual([
    3, 1, 40, 50, 60, 10, 20, 30, 40, 50, 60,
  ]);
});

it('knows the signature', () => {
  expect(isBmp(bmp(1, 1, 24, [[0, 0, 0]]))).toBe(true);
  expect(isBmp(new Uint8Array(0))).toBe(false);
});

it('refuses what it does not read', () => {
  const whole = bmp(2, 2, 24, [
    [1, 2, 3, 4, 5, 6],
    [1, 2, 3, 4, 5, 6],
  ]);
  expect(() => decodeBmp(whole.subarray(0, 40))).toThrow(/header is cut off/);
  expect(() => decodeBmp(whole.subarray(0, 60))).toThrow(/pixels are cut off/);
  expect(() => decodeBmp(bmp(2, 1, 16, [[1, 2, 3, 4]]))).toThrow(/16 bits/);
  expect(() => decodeBmp(bmp(0, 1, 24, []))).toThrow(BmpError);
  expect(() => decodeBmp(bmp(-1, 1, 24, []))).toThrow(BmpError);
  expect(() => decodeBmp(bmp(4, 1, 8, [[255, 0, 0, 0]]))).toThrow(/palette is cut off/);
});

it('meets hostile headers with BmpError only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), (noise) => {
      const file = bmp(2, 1, 24, [[1, 2, 3, 4, 5, 6]]);
      file.set(noise, 10);
      try {
        decodeBmp(file);
      } catch (error) {
        expect(error).toBeInstanceOf(BmpError);
      }
    }),
  );
});
