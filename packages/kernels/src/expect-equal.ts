/** Throws a RangeError unless both are the same: a caller's mistake, not the user's. */
export function expectEqual(what: string, got: number, want: number): void {
  if (got !== want) throw new RangeError(`${what}: ${got} instead of ${want}`);
}
