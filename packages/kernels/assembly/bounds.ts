const INFINITY_BITS: i32 = 0x7f800000;
const MAGNITUDE_BITS: i32 = 0x7fffffff;

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
 * One run of n > 0 elements, taken to be finite: stores what `channelBoundsF32` says and returns true. Returns false where
 * one is not: among magnitudes, compared as integers, infinity and NaN are the largest.
 */
function finiteRun(x: usize, n: i32, low: usize, high: usize, count: usize): bool {
  const magnitude = i32x4.splat(MAGNITUDE_BITS), first = v128.load32_splat(x);
  let low0 = first, low1 = first, high0 = first, high1 = first, most0 = i32x4.splat(0), most1 = most0;
  const end = x + (<usize>n << 2), whole = x + (<usize>(n & ~7) << 2);
  for (; x < whole; x += 32) {
    const u = v128.load(x), v = v128.load(x, 16);
    low0 = f32x4.pmin(low0, u);
    low1 = f32x4.pmin(low1, v);
    high0 = f32x4.pmax(high0, u);
    high1 = f32x4.pmax(high1, v);
    most0 = i32x4.max_s(most0, v128.and(u, magnitude));
    most1 = i32x4.max_s(most1, v128.and(v, magnitude));
  }
  if (x < end) {
    const left = i32x4.splat(<i32>((end - x) >> 2));
    const u = v128.bitselect(v128.load(x), first, i32x4.gt_s(left, i32x4(0, 1, 2, 3)));
    const v = v128.bitselect(v128.load(x, 16), first, i32x4.gt_s(left, i32x4(4, 5, 6, 7)));
    low0 = f32x4.pmin(low0, u);
    low1 = f32x4.pmin(low1, v);
    high0 = f32x4.pmax(high0, u);
    high1 = f32x4.pmax(high1, v);
    most0 = i32x4.max_s(most0, v128.and(u, magnitude));
    most1 = i32x4.max_s(most1, v128.and(v, magnitude));
  }
  if (v128.any_true(i32x4.ge_s(i32x4.max_s(most0, most1), i32x4.splat(INFINITY_BITS)))) return false;
  store<f32>(low, smallest(f32x4.pmin(low0, low1)) + 0);
  store<f32>(high, largest(f32x4.pmax(high0, high1)) + 0);
  store<i32>(count, n);
  return true;
}

/** The same of any run: an element that is not finite is no bound and is not counted. */
function anyRun(x: usize, n: i32, low: usize, high: usize, count: usize): void {
  const inf = i32x4.splat(INFINITY_BITS), magnitude = i32x4.splat(MAGNITUDE_BITS);
  const most = f32x4.splat(f32.POSITIVE_INFINITY), least = f32x4.splat(f32.NEGATIVE_INFINITY);
  let lows = most, highs = least, counts = i32x4.splat(0);
  for (let i = 0; i < n; i += 8, x += 32) {
    const u = v128.load(x), v = v128.load(x, 16), left = i32x4.splat(n - i);
    const inU = v128.and(i32x4.gt_s(left, i32x4(0, 1, 2, 3)), i32x4.lt_s(v128.and(u, magnitude), inf));
    const inV = v128.and(i32x4.gt_s(left, i32x4(4, 5, 6, 7)), i32x4.lt_s(v128.and(v, magnitude), inf));
    lows = f32x4.pmin(f32x4.pmin(lows, v128.bitselect(u, most, inU)), v128.bitselect(v, most, inV));
    highs = f32x4.pmax(f32x4.pmax(highs, v128.bitselect(u, least, inU)), v128.bitselect(v, least, inV));
    counts = i32x4.sub(counts, i32x4.add(inU, inV));
  }
  const finite = i32x4.extract_lane(counts, 0) + i32x4.extract_lane(counts, 1) + i32x4.extract_lane(counts, 2) + i32x4.extract_lane(counts, 3);
  store<f32>(low, finite ? smallest(lows) + 0 : 0);
  store<f32>(high, finite ? largest(highs) + 0 : 0);
  store<i32>(count, finite);
}

/**
 * n float32 at x in runs of `inner` > 0, the last one perhaps shorter; run r writes the element r of lows (float32), highs
 * (float32) and counts (int32) of its finite elements. All are 0 where there are none.
 */
export function channelBoundsF32(x: usize, length: i32, inner: i32, lows: usize, highs: usize, counts: usize): void {
  while (length > 0) {
    const run = min(length, inner);
    if (!finiteRun(x, run, lows, highs, counts)) anyRun(x, run, lows, highs, counts);
    x += <usize>run << 2;
    length -= run;
    lows += 4;
    highs += 4;
    counts += 4;
  }
}
