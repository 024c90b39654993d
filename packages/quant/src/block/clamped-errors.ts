/** Errors count up to so many times the middle one. */
const OUTLYING = 4;
/** Of how many errors at most the middle one is looked for. */
const ENOUGH = 512;
/** No channel is taken for less open than that. */
const LEAST_OPEN = 0.1;

/** A clamp behind a convolution. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What a channel of a convolution lacks behind its clamp, and what that says of the channel before it. */
export interface ClampedErrors {
  /** Wanted less given, behind the clamp, and none beyond four times the middle magnitude. */
  readonly errors: Float64Array;
  /** The share of places where a step of the channel shows, a tenth at least. */
  readonly open: number;
}

/**
 * Compares what a channel should give with what it gives, both in front of the clamp. The gradient of half the squares
 * of `errors` is that of the loss where the clamp lets it pass, and straight through where only one of both is cut off.
 */
export function clampedErrors(wanted: Float64Array, given: Float64Array, { min, max }: Bounds): ClampedErrors {
  const errors = new Float64Array(wanted.length);
  let open = 0;
  for (let i = 0; i < wanted.length; i++) {
    errors[i] = clamped(wanted[i], min, max) - clamped(given[i], min, max);
    if (errors[i] !== 0 || (given[i] > min && given[i] < max)) open++;
  }
  const limit = OUTLYING * middle(errors);
  if (limit > 0) for (let i = 0; i < errors.length; i++) errors[i] = clamped(errors[i], -limit, limit);
  return { errors, open: Math.max(open / wanted.length, LEAST_OPEN) };
}

/** Σ|wanted − (given + step + shift)| behind the clamp. */
export function absoluteLoss(
  wanted: Float64Array,
  given: Float64Array,
  { min, max }: Bounds,
  step?: Float64Array,
  shift = 0,
): number {
  let sum = 0;
  for (let i = 0; i < wanted.length; i++) {
    const now = step ? given[i] + step[i] + shift : given[i];
    sum += Math.abs(clamped(wanted[i], min, max) - clamped(now, min, max));
  }
  return sum;
}

function clamped(value: number, min: number, max: number): number {
  return value < min ? min : value > max ? max : value;
}

/** The magnitude in the middle, of as many values as are enough to tell. */
function middle(values: Float64Array): number {
  const step = Math.ceil(values.length / ENOUGH);
  const some = Float64Array.from({ length: Math.floor(values.length / step) }, (_, i) => Math.abs(values[i * step]));
  return some.sort()[some.length >> 1] ?? 0;
}
