/** y[i] = table[x[i] & 255], bytes. */
export function lutS8(x: usize, y: usize, n: i32, table: usize): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const word = load<u32>(x + <usize>i);
    store<u32>(y + <usize>i,
      <u32>load<u8>(table + <usize>(word & 255)) |
      (<u32>load<u8>(table + <usize>((word >> 8) & 255)) << 8) |
      (<u32>load<u8>(table + <usize>((word >> 16) & 255)) << 16) |
      (<u32>load<u8>(table + <usize>(word >> 24)) << 24));
  }
  for (; i < n; i++) store<u8>(y + <usize>i, load<u8>(table + <usize>load<u8>(x + <usize>i)));
}

/** y[i] = table[x[i] & 255], words. */
export function lutF32(x: usize, y: usize, n: i32, table: usize): void {
  for (let i = 0; i < n; i++) store<u32>(y + (<usize>i << 2), load<u32>(table + (<usize>load<u8>(x + <usize>i) << 2)));
}
