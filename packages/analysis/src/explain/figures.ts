/** A number in four digits, as sentences have it. */
export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A part of 1 as a percentage. */
export function percent(part: number): string {
  return `${Number((100 * part).toPrecision(3))} %`;
}

/** The middle of some numbers; 0 of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)];
}
