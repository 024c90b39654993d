const tail: usize = memory.data(64, 16);

/** The low `n` bytes of a vector, 0 < n <= 16. */
// @ts-ignore: decorator
@inline
export function storeBytes(to: usize, value: v128, n: i32): void {
  if (n >= 16) v128.store(to, value);
  else storeTail(to, value, n);
}

function storeTail(to: usize, value: v128, n: i32): void {
  v128.store(tail, value);
  let from = tail;
  if (n & 8) {
    store<u64>(to, load<u64>(from));
    to += 8;
    from += 8;
  }
  if (n & 4) {
    store<u32>(to, load<u32>(from));
    to += 4;
    from += 4;
  }
  if (n & 2) {
    store<u16>(to, load<u16>(from));
    to += 2;
    from += 2;
  }
  if (n & 1) store<u8>(to, load<u8>(from));
}

/** The first `n` of eight int32 or float32 lanes, 0 < n <= 8. */
// @ts-ignore: decorator
@inline
export function storeWords(to: usize, low: v128, high: v128, n: i32): void {
  if (n >= 8) {
    v128.store(to, low);
    v128.store(to, high, 16);
  } else storeWordsTail(to, low, high, n);
}

function storeWordsTail(to: usize, low: v128, high: v128, n: i32): void {
  v128.store(tail, low);
  v128.store(tail, high, 16);
  for (let i = 0; i < n; i++) store<u32>(to + (<usize>i << 2), load<u32>(tail + (<usize>i << 2)));
}

/** The first `n` > 0 of eight int32 within the type of the result: int8 where `shift` is 0, int16 where it is 1. */
// @ts-ignore: decorator
@inline
export function storeNarrow(to: usize, low: v128, high: v128, n: i32, shift: i32): void {
  const shorts = i16x8.narrow_i32x4_s(low, high);
  if (shift) {
    if (n >= 8) v128.store(to, shorts);
    else storeTail(to, shorts, n << 1);
  } else {
    const bytes = i8x16.narrow_i16x8_s(shorts, shorts);
    if (n >= 8) v128.store64_lane(to, bytes, 0);
    else storeTail(to, bytes, n);
  }
}
