const INFINITY_BITS: i32 = 0x7f800000;

// @ts-ignore: decorator
@inline
function lowHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
function highHalf(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

/** The eight partial sums, elements 0 and 1 of eight in `a` to 6 and 7 in `d`, as one: the upper half is added to the lower until one is left. */
// @ts-ignore: decorator
@inline
function total(a: v128, b: v128, c: v128, d: v128): f64 {
  const pair = f64x2.add(f64x2.add(a, c), f64x2.add(b, d));
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** No lane of `x` is NaN, here and below. */
// @ts-ignore: decorator
@inline
function smallest(x: v128): f32 {
  const pair = f32x4.pmin(x, i32x4.shuffle(x, x, 2, 3, 2, 3));
  return f32x4.extract_lane(f32x4.pmin(pair, i32x4.shuffle(pair, pair, 1, 1, 1, 1)), 0);
}

// @ts-ignore: decorator
@inline
function largest(x: v128): f32 {
  const pair = f32x4.pmax(x, i32x4.shuffle(x, x, 2, 3, 2, 3));
  return f32x4.extract_lane(f32x4.pmax(pair, i32x4.shuffle(pair, pair, 1, 1, 1, 1)), 0);
}

/**
 * One run of n > 0 elements, taken to be finite: stores what `channelMomentsF32` says and returns true. Returns false
 * where one is not, which the sum tells: doubles have room for any sum of float32, and nothing makes NaN or infinity finite again.
 */
function finiteRun(x: usize, n: i32, low: usize, high: usize, sum: usize, count: usize): bool {
  const first = v128.load32_splat(x);
  let low0 = first, low1 = first, high0 = first, high1 = first;
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const end = x + (<usize>n << 2), whole = x + (<usize>(n & ~7) << 2);
  for (; x < whole; x += 32) {
    const u = v128.load(x), v = v128.load(x, 16);
    low0 = f32x4.pmin(low0, u);
    low1 = f32x4.pmin(low1, v);
    high0 = f32x4.pmax(high0, u);
    high1 = f32x4.pmax(high1, v);
    a = f64x2.add(a, lowHalf(u));
    b = f64x2.add(b, highHalf(u));
    c = f64x2.add(c, lowHalf(v));
    d = f64x2.add(d, highHalf(v));
  }
  if (x < end) {
    const left = i32x4.splat(<i32>((end - x) >> 2));
    const inU = i32x4.gt_s(left, i32x4(0, 1, 2, 3)), inV = i32x4.gt_s(left, i32x4(4, 5, 6, 7));
    const u = v128.load(x), v = v128.load(x, 16);
    const boundU = v128.bitselect(u, first, inU), boundV = v128.bitselect(v, first, inV);
    low0 = f32x4.pmin(low0, boundU);
    low1 = f32x4.pmin(low1, boundV);
    high0 = f32x4.pmax(high0, boundU);
    high1 = f32x4.pmax(high1, boundV);
    const addU = v128.and(u, inU), addV = v128.and(v, inV);
    a = f64x2.add(a, lowHalf(addU));
    b = f64x2.add(b, highHalf(addU));
    c = f64x2.add(c, lowHalf(addV));
    d = f64x2.add(d, highHalf(addV));
  }
  const all = total(a, b, c, d);
  if (all - all != 0) return false;
  store<f32>(low, smallest(f32x4.pmin(low0, low1)) + 0);
  store<f32>(high, largest(f32x4.pmax(high0, high1)) + 0);
  store<f64>(sum, all);
  store<i32>(count, n);
  return true;
}

/** The same of any run: an element that is not finite is no bound, adds 0 and is not counted. */
function anyRun(x: usize, n: i32, low: usize, high: usize, sum: usize, count: usize): void {
  const inf = i32x4.splat(INFINITY_BITS), magnitude = i32x4.splat(0x7fffffff);
  const most = f32x4.splat(f32.POSITIVE_INFINITY), least = f32x4.splat(f32.NEGATIVE_INFINITY);
  let lows = most, highs = least, counts = i32x4.splat(0);
  let a = f64x2.splat(0), b = a, c = a, d = a;
  for (let i = 0; i < n; i += 8, x += 32) {
    const u = v128.load(x), v = v128.load(x, 16), left = i32x4.splat(n - i);
    const inU = v128.and(i32x4.gt_s(left, i32x4(0, 1, 2, 3)), i32x4.lt_s(v128.and(u, magnitude), inf));
    const inV = v128.and(i32x4.gt_s(left, i32x4(4, 5, 6, 7)), i32x4.lt_s(v128.and(v, magnitude), inf));
    lows = f32x4.pmin(f32x4.pmin(lows, v128.bitselect(u, most, inU)), v128.bitselect(v, most, inV));
    highs = f32x4.pmax(f32x4.pmax(highs, v128.bitselect(u, least, inU)), v128.bitselect(v, least, inV));
    counts = i32x4.sub(counts, i32x4.add(inU, inV));
    const addU = v128.and(u, inU), addV = v128.and(v, inV);
    a = f64x2.add(a, lowHalf(addU));
    b = f64x2.add(b, highHalf(addU));
    c = f64x2.add(c, lowHalf(addV));
    d = f64x2.add(d, highHalf(addV));
  }
  const finite = i32x4.extract_lane(counts, 0) + i32x4.extract_lane(counts, 1) + i32x4.extract_lane(counts, 2) + i32x4.extract_lane(counts, 3);
  store<f32>(low, finite ? smallest(lows) + 0 : 0);
  store<f32>(high, finite ? largest(highs) + 0 : 0);
  store<f64>(sum, total(a, b, c, d));
  store<i32>(count, finite);
}

/**
 * n float32 at x in runs of `inner` > 0, the last one perhaps shorter; run r writes the element r of lows (float32), highs
 * (float32), sums (float64) and counts (int32) of its finite elements. All but the sum are 0 where there are none, and it is too.
 */
export function channelMomentsF32(x: usize, n: i32, inner: i32, lows: usize, highs: usize, sums: usize, counts: usize): void {
  while (n > 0) {
    const length = min(n, inner);
    if (!finiteRun(x, length, lows, highs, sums, counts)) anyRun(x, length, lows, highs, sums, counts);
    x += <usize>length << 2;
    n -= length;
    lows += 4;
    highs += 4;
    sums += 8;
    counts += 4;
  }
}
