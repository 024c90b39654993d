/** y[i] = table[x[i] & 255], bytes. */
export function lutS8(x: usize, y: usize, length: i32, table: usize): void {
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const word = load<u32>(x + <usize>i);
    store<u32>(y + <usize>i,
      <u32>load<u8>(table + <usize>(word & 255)) |
      (<u32>load<u8>(table + <usize>((word >> 8) & 255)) << 8) |
      (<u32>load<u8>(table + <usize>((word >> 16) & 255)) << 16) |
      (<u32>load<u8>(table + <usize>(word >> 24)) << 24));
  }
  for (; i < length; i++) store<u8>(y + <usize>i, load<u8>(table + <usize>load<u8>(x + <usize>i)));
}

/** y[i] = table[x[i] & 255], words. */
export function lutF32(x: usize, y: usize, length: i32, table: usize): void {
  for (let i = 0; i < length; i++) store<u32>(y + (<usize>i << 2), load<u32>(table + (<usize>load<u8>(x + <usize>i) << 2)));
}

/** Channels whose tables, 16 KiB, stay close while the rows go by. */
const BLOCK: i32 = 64;

/** y[r, c] = table[c, x[r, c] & 255], bytes; rows begin xRow and yRow bytes apart. */
export function lutChannelsS8(x: usize, y: usize, xRow: i32, yRow: i32, rows: i32, channels: i32, table: usize): void {
  for (let first = 0; first < channels; first += BLOCK) {
    const n = min(BLOCK, channels - first);
    let from = x + <usize>first, to = y + <usize>first;
    for (let row = 0; row < rows; row++) {
      let t = table;
      let c = 0;
      for (; c + 4 <= n; c += 4, t += 1024) {
        const word = load<u32>(from + <usize>c);
        store<u32>(to + <usize>c,
          <u32>load<u8>(t + <usize>(word & 255)) |
          (<u32>load<u8>(t + <usize>((word >> 8) & 255), 256) << 8) |
          (<u32>load<u8>(t + <usize>((word >> 16) & 255), 512) << 16) |
          (<u32>load<u8>(t + <usize>(word >> 24), 768) << 24));
      }
      for (; c < n; c++, t += 256) store<u8>(to + <usize>c, load<u8>(t + <usize>load<u8>(from + <usize>c)));
      from += <usize>xRow;
      to += <usize>yRow;
    }
    table += <usize>BLOCK << 8;
  }
}
