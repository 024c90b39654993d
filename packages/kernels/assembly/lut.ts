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

// @ts-ignore: decorator
@inline
function through<X, Y>(x: usize, y: usize, length: i32, table: usize): void {
  for (let i: usize = 0; i < <usize>length; i++)
    store<Y>(y + i * sizeof<Y>(), load<Y>(table + <usize>load<X>(x + i * sizeof<X>()) * sizeof<Y>()));
}

/** y[i] = table[x[i] & 255], elements of y and of the table of 1 << `shift` bytes. */
export function lutFromS8(x: usize, y: usize, length: i32, table: usize, shift: i32): void {
  if (shift == 2) through<u8, u32>(x, y, length, table);
  else if (shift == 1) through<u8, u16>(x, y, length, table);
  else through<u8, u8>(x, y, length, table);
}

/** y[i] = table[x[i] & 65535], elements of y and of the table of 1 << `shift` bytes. */
export function lutFromS16(x: usize, y: usize, length: i32, table: usize, shift: i32): void {
  if (shift == 2) through<u16, u32>(x, y, length, table);
  else if (shift == 1) through<u16, u16>(x, y, length, table);
  else through<u16, u8>(x, y, length, table);
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

// @ts-ignore: decorator
@inline
function channelsThrough<Y>(x: usize, y: usize, xRow: i32, yRow: i32, rows: i32, channels: i32, table: usize): void {
  for (let first = 0; first < channels; first += BLOCK) {
    const n = <usize>min(BLOCK, channels - first);
    let from = x + <usize>first, to = y + <usize>first * sizeof<Y>();
    for (let row = 0; row < rows; row++) {
      for (let c: usize = 0; c < n; c++)
        store<Y>(to + c * sizeof<Y>(), load<Y>(table + ((c << 8) + <usize>load<u8>(from + c)) * sizeof<Y>()));
      from += <usize>xRow;
      to += <usize>yRow;
    }
    table += (<usize>BLOCK << 8) * sizeof<Y>();
  }
}

/** As lutChannelsS8, elements of y and of the table of 1 << `shift` bytes, int16 or four of them. */
export function lutChannelsFromS8(
  x: usize, y: usize, xRow: i32, yRow: i32, rows: i32, channels: i32, table: usize, shift: i32,
): void {
  if (shift == 2) channelsThrough<u32>(x, y, xRow, yRow, rows, channels, table);
  else channelsThrough<u16>(x, y, xRow, yRow, rows, channels, table);
}
