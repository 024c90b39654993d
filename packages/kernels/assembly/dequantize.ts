import { storeWords } from './store';

/** y[i] = f32(x[i]*scale). */
export function dequantizeS8ToF32(x: usize, y: usize, length: i32, scale: f32): void {
  const s = f32x4.splat(scale);
  for (let i = 0; i < length; i += 8) {
    const half = v128.load8x8_s(x + <usize>i);
    storeWords(y + (<usize>i << 2),
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(half)), s),
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(half)), s), length - i);
  }
}

/** The same of int16. */
export function dequantizeS16ToF32(x: usize, y: usize, length: i32, scale: f32): void {
  const s = f32x4.splat(scale);
  for (let i = 0; i < length; i += 8) {
    const half = v128.load(x + (<usize>i << 1));
    storeWords(y + (<usize>i << 2),
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(half)), s),
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(half)), s), length - i);
  }
}

/** y[r, c] = f32(f32(x[r, c])*scales[c]). */
export function dequantizeS32ToF32(x: usize, y: usize, rows: i32, channels: i32, scales: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < channels; c += 8) {
      const at = <usize>c << 2;
      storeWords(y + at,
        f32x4.mul(f32x4.convert_i32x4_s(v128.load(x + at)), v128.load(scales + at)),
        f32x4.mul(f32x4.convert_i32x4_s(v128.load(x + at, 16)), v128.load(scales + at, 16)), channels - c);
    }
    x += <usize>channels << 2;
    y += <usize>channels << 2;
  }
}
