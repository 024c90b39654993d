/** A value as it stands in a reason: `7`, `nearest`, `[2, 3]`, `[1, 8, 4, 4] and [1, 8, 1, 1]`. */
export function say(value: string | number | undefined | readonly number[] | readonly (readonly number[])[]): string {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4)));
  if (value.length > 0 && value.every((each) => typeof each !== 'number'))
    return value.map((each) => say(each)).join(' and ');
  return `[${value.join(', ')}]`;
}
