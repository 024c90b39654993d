/** A valid request that this version does not carry out. */
interface Unsupported {
  readonly key: string;
  /** Whether this value of the key asks for it. */
  readonly asks: (value: unknown) => boolean;
  /** What is missing: the subject of "… is not in this version". */
  readonly what: string;
}

const above = (limit: number) => (value: unknown) => typeof value === 'number' && value > limit;

/** What a recipe may ask for and this version refuses. Take a line out when the feature comes in. */
export const UNSUPPORTED: readonly Unsupported[] = [
  { key: 'core_num', asks: above(1), what: 'compiling for several cores' },
  { key: 'max_time_per_fc', asks: above(0), what: 'limiting the time of a function-call' },
];
