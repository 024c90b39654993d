/**
 * Channels as the nearest multiple of `step` (halves upward), no less than `step`, and no less than the share `least`
 * of what is asked for.
 */
export function rounded(channels: number, step: number, least = 0): number {
  const near = Math.max(step, Math.floor((channels + step / 2) / step) * step);
  return near < least * channels ? near + step : near;
}
