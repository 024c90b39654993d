/** Text as it is. */
export function text(value: string): string {
  return value;
}

/** A whole number from `low` up. */
export function whole(low: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < low)
      throw new RangeError(`expected a whole number from ${low} up`);
    return number;
  };
}

/** One of some words. */
export function oneOf<const W extends readonly string[]>(words: W): (value: string) => W[number] {
  return (value) => {
    const found = words.find((word): word is W[number] => word === value);
    if (found === undefined) throw new RangeError(`expected ${words.join(', ')}`);
    return found;
  };
}

/** Height and width, `224x224`. */
export function size(value: string): { readonly height: number; readonly width: number } {
  const found = /^([1-9]\d{0,5})x([1-9]\d{0,5})$/.exec(value);
  if (!found) throw new RangeError('expected height and width such as 224x224');
  return { height: Number(found[1]), width: Number(found[2]) };
}
