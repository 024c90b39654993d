/** Throws a RangeError unless every value is finite: multipliers and scales must be. */
export function expectFinite(what: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(Math.fround(values[i]))) throw new RangeError(`${what}: ${values[i]} is not a finite float32`);
}
