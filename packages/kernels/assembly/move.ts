// @ts-ignore: decorator
@inline
function line<T>(from: usize, to: usize, n: i32, fromStride: i32, toStride: i32): void {
  for (let i = 0; i < n; i++) {
    store<T>(to, load<T>(from));
    from += fromStride;
    to += toStride;
  }
}

function run(bytes: i32, from: usize, to: usize, n: i32, fromStride: i32, toStride: i32): void {
  if (bytes == fromStride && bytes == toStride && n * bytes >= 16) memory.copy(to, from, <usize>(n * bytes));
  else if (bytes == 1 && fromStride == 0 && toStride == 1) memory.fill(to, load<u8>(from), <usize>n);
  else if (bytes == 1) line<u8>(from, to, n, fromStride, toStride);
  else if (bytes == 2) line<u16>(from, to, n, fromStride, toStride);
  else line<u32>(from, to, n, fromStride, toStride);
}

/**
 * Copies a box of elements of 1, 2 or 4 bytes. `plan` holds six extents (outermost first), six source strides and six target
 * strides in bytes, int32. A stride of zero repeats; the source of a fill is one element with strides zero.
 */
export function moveND(x: usize, y: usize, elementBytes: i32, plan: usize): void {
  const n0 = load<i32>(plan), n1 = load<i32>(plan, 4), n2 = load<i32>(plan, 8), n3 = load<i32>(plan, 12), n4 = load<i32>(plan, 16), n5 = load<i32>(plan, 20);
  const s0 = load<i32>(plan, 24), s1 = load<i32>(plan, 28), s2 = load<i32>(plan, 32), s3 = load<i32>(plan, 36), s4 = load<i32>(plan, 40), s5 = load<i32>(plan, 44);
  const t0 = load<i32>(plan, 48), t1 = load<i32>(plan, 52), t2 = load<i32>(plan, 56), t3 = load<i32>(plan, 60), t4 = load<i32>(plan, 64), t5 = load<i32>(plan, 68);
  for (let a = 0; a < n0; a++) {
    for (let b = 0; b < n1; b++) {
      for (let c = 0; c < n2; c++) {
        for (let d = 0; d < n3; d++) {
          let from = x + <usize>(a * s0 + b * s1 + c * s2 + d * s3);
          let to = y + <usize>(a * t0 + b * t1 + c * t2 + d * t3);
          for (let e = 0; e < n4; e++) {
            run(elementBytes, from, to, n5, s5, t5);
            from += s4;
            to += t4;
          }
        }
      }
    }
  }
}
