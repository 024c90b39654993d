export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Where values stand on an axis. */
export interface Scale {
  /** Pixels of a value; values outside the axis stand at its ends. */
  at(value: number): number;
  readonly ticks: readonly Tick[];
}

/** A coordinate for SVG: one decimal, so that equal charts have equal bytes. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Index ranges [start, end) that cut `count` neighbours into at most `most` groups of nearly equal size, in order. */
export function buckets(count: number, most: number): readonly (readonly [number, number])[] {
  const groups = Math.min(count, most);
  return Array.from(
    { length: groups },
    (_, i) => [Math.floor((i * count) / groups), Math.floor(((i + 1) * count) / groups)] as const,
  );
}
