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
