const INFINITY_BITS: i32 = 0x7f800000;

// @ts-ignore: decorator
@inline
function magnitude(x: v128): v128 {
  return v128.and(x, i32x4.splat(0x7fffffff));
}

// @ts-ignore: decorator
@inline
function horizontal(x: v128): i32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}

/** `out`: float32 largest finite magnitude (0 when none), int32 count of NaN, int32 count of infinities. */
export function absMaxF32(x: usize, length: i32, out: usize): void {
  const inf = i32x4.splat(INFINITY_BITS);
  let best = i32x4.splat(0), nans = i32x4.splat(0), infs = i32x4.splat(0);
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const bits = magnitude(v128.load(x + (<usize>i << 2)));
    best = i32x4.max_s(best, v128.and(bits, i32x4.lt_s(bits, inf)));
    nans = i32x4.sub(nans, i32x4.gt_s(bits, inf));
    infs = i32x4.sub(infs, i32x4.eq(bits, inf));
  }
  let top = max(max(i32x4.extract_lane(best, 0), i32x4.extract_lane(best, 1)), max(i32x4.extract_lane(best, 2), i32x4.extract_lane(best, 3)));
  let nanCount = horizontal(nans), infCount = horizontal(infs);
  for (; i < length; i++) {
    const bits = load<i32>(x + (<usize>i << 2)) & 0x7fffffff;
    if (bits < INFINITY_BITS) top = max(top, bits);
    else if (bits > INFINITY_BITS) nanCount++;
    else infCount++;
  }
  store<i32>(out, top);
  store<i32>(out, nanCount, 4);
  store<i32>(out, infCount, 8);
}

/** `out`: float32 smallest and largest finite value (+Infinity and -Infinity when none), int32 counts of NaN and infinities. */
export function minMaxF32(x: usize, length: i32, out: usize): void {
  const inf = i32x4.splat(INFINITY_BITS);
  const most = f32x4.splat(f32.POSITIVE_INFINITY), least = f32x4.splat(f32.NEGATIVE_INFINITY);
  let low = most, high = least, nans = i32x4.splat(0), infs = i32x4.splat(0);
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const v = v128.load(x + (<usize>i << 2));
    const bits = magnitude(v);
    const finite = i32x4.lt_s(bits, inf);
    const plain = f32x4.add(v, f32x4.splat(0));
    low = f32x4.pmin(low, v128.bitselect(plain, most, finite));
    high = f32x4.pmax(high, v128.bitselect(plain, least, finite));
    nans = i32x4.sub(nans, i32x4.gt_s(bits, inf));
    infs = i32x4.sub(infs, i32x4.eq(bits, inf));
  }
  let bottom: f32 = min(min(f32x4.extract_lane(low, 0), f32x4.extract_lane(low, 1)), min(f32x4.extract_lane(low, 2), f32x4.extract_lane(low, 3)));
  let top: f32 = max(max(f32x4.extract_lane(high, 0), f32x4.extract_lane(high, 1)), max(f32x4.extract_lane(high, 2), f32x4.extract_lane(high, 3)));
  let nanCount = horizontal(nans), infCount = horizontal(infs);
  for (; i < length; i++) {
    const v = load<f32>(x + (<usize>i << 2));
    const bits = reinterpret<i32>(v) & 0x7fffffff;
    if (bits < INFINITY_BITS) {
      bottom = min(bottom, v + 0);
      top = max(top, v + 0);
    } else if (bits > INFINITY_BITS) nanCount++;
    else infCount++;
  }
  store<f32>(out, bottom);
  store<f32>(out, top, 4);
  store<i32>(out, nanCount, 8);
  store<i32>(out, infCount, 12);
}

/** What makes a whole number below 2^23 the low bits of a float32. */
const WHOLE: f32 = 8388608;
const WHOLE_BITS: i32 = 0x4b000000;

/**
 * histogram[min(bins - 1, trunc(f32(|x|*factor)))][i % 4]++ for every x, uint32 [bins, 4]: elements beside each other, which are
 * often alike, do not wait for each other's count. NaN goes to the last bin. Bins are at most 2^22.
 */
export function histogramAbsF32(x: usize, length: i32, bins: i32, factor: f32, histogram: usize): void {
  const k = f32x4.splat(factor), last = f32x4.splat(<f32>(bins - 1)), whole = f32x4.splat(WHOLE);
  const base = i32x4.splat(<i32>histogram - (WHOLE_BITS << 4));
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const scaled = f32x4.mul(magnitude(v128.load(x + (<usize>i << 2))), k);
    const bin = f32x4.add(f32x4.floor(f32x4.pmin(last, scaled)), whole);
    const at = i32x4.add(i32x4.shl(bin, 4), base);
    const at0 = i32x4.extract_lane(at, 0);
    store<u32>(at0, load<u32>(at0) + 1);
    const at1 = i32x4.extract_lane(at, 1);
    store<u32>(at1, load<u32>(at1, 4) + 1, 4);
    const at2 = i32x4.extract_lane(at, 2);
    store<u32>(at2, load<u32>(at2, 8) + 1, 8);
    const at3 = i32x4.extract_lane(at, 3);
    store<u32>(at3, load<u32>(at3, 12) + 1, 12);
  }
  for (; i < length; i++) {
    const scaled = f32x4.mul(magnitude(v128.load32_splat(x + (<usize>i << 2))), k);
    const bin = f32x4.add(f32x4.floor(f32x4.pmin(last, scaled)), whole);
    const at = i32x4.extract_lane(i32x4.add(i32x4.shl(bin, 4), base), 0) + ((i & 3) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}
