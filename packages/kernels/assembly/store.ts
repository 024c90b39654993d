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
