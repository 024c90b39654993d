/** Numbers from 0 up to 1, by a seed. */
export type Random = () => number;

export const whole = (random: Random, below: number): number => Math.floor(random() * below);
export const oneOf = <T>(random: Random, items: readonly T[]): T => items[whole(random, items.length)];

/** Numbers that sizes, counts and positions are tried with. */
export const ODD = [
  -1,
  0,
  1,
  2,
  3,
  7,
  8,
  127,
  128,
  255,
  256,
  32767,
  65536,
  2 ** 20,
  2 ** 24,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 40,
  2 ** 52,
  2 ** 53,
  -(2 ** 31),
  0.5,
  1e30,
  -1e30,
];

/** Noise in the bytes of a file: changed, cut out, repeated, put in, cut off. */
export function noisy(random: Random, bytes: Uint8Array): Uint8Array {
  let changed = Uint8Array.from(bytes);
  for (let rounds = 1 + whole(random, 4); rounds > 0 && changed.length > 0; rounds--) {
    const at = whole(random, changed.length);
    const length = 1 + whole(random, Math.min(32, changed.length - at));
    const [head, part, tail] = [changed.slice(0, at), changed.slice(at, at + length), changed.slice(at + length)];
    const act = whole(random, 6);
    if (act === 0) changed[at] ^= 1 << whole(random, 8);
    else if (act === 1) changed[at] = oneOf(random, [0, 1, 127, 128, 255]);
    else if (act === 2) changed = joined(head, tail);
    else if (act === 3) changed = joined(head, part, part, tail);
    else if (act === 4)
      changed = joined(
        head,
        Uint8Array.from({ length }, () => whole(random, 256)),
        part,
        tail,
      );
    else if (random() < 0.3) changed = head;
  }
  return changed;
}

/**
 * The words and numbers of a text changed: half of the time each by another of its sort, so that the text stays well
 * formed; else also doubled, swapped or left out.
 */
export function retold(random: Random, text: string, words: readonly string[]): string {
  const tokens = text.match(/\s+|[\w.+-]+|[^\s\w]/g) ?? [];
  const values = tokens.flatMap((token, i) => (/^[\w.+-]/.test(token) ? [i] : []));
  const gentle = random() < 0.5 && values.length > 0;
  const stray = [...words, '../', '\0', '\t', '"', '{', '}', '[', ']', ':', '#', 'é', '：'];
  for (let rounds = 1 + whole(random, 4); rounds > 0 && tokens.length > 0; rounds--) {
    const at = gentle ? oneOf(random, values) : whole(random, tokens.length);
    const act = gentle ? 3 : whole(random, 6);
    if (act === 0) tokens.splice(at, 1);
    else if (act === 1) tokens.splice(at, 0, tokens[at]);
    else if (act === 2) tokens[at] = oneOf(random, tokens);
    else if (act === 3) tokens[at] = another(random, tokens[at], words);
    else if (act === 4) tokens.splice(at, 0, ...tokens.slice(at, at + whole(random, 40)));
    else tokens.splice(at, 0, oneOf(random, stray));
  }
  return tokens.join('');
}

function another(random: Random, token: string, words: readonly string[]): string {
  if (!/^[-\d.]+$/.test(token)) return oneOf(random, words);
  return String(random() < 0.5 ? whole(random, 10) : oneOf(random, ODD));
}

/** Plain data with a few of its leaves and lists changed. Typed arrays are leaves; what else is not plain stays. */
export function bent<T>(random: Random, value: T, words: readonly string[], rounds = 1 + whole(random, 3)): T {
  let changed = value;
  for (let round = 0; round < rounds; round++) {
    const places = placesIn(changed);
    const weighed = places.filter((place) => place.length > 0);
    if (weighed.length > 0) changed = at(changed, oneOf(random, weighed), (found) => other(random, found, words)) as T;
  }
  return changed;
}

type Place = readonly (string | number)[];

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Every place in a value, the root too; long lists by their first elements. */
function placesIn(value: unknown, place: Place = []): Place[] {
  const inside = Array.isArray(value)
    ? value.slice(0, 12).flatMap((item, i) => placesIn(item, [...place, i]))
    : isPlain(value)
      ? Object.entries(value).flatMap(([key, item]) => placesIn(item, [...place, key]))
      : [];
  return [place, ...inside];
}

function at(value: unknown, [first, ...rest]: Place, change: (found: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === first ? at(item, rest, change) : item));
  return isPlain(value) ? { ...value, [first]: at(value[first], rest, change) } : value;
}

function other(random: Random, found: unknown, words: readonly string[]): unknown {
  if (typeof found === 'number') return random() < 0.5 ? oneOf(random, ODD) : found + oneOf(random, [-1, 1, 2, 64]);
  if (typeof found === 'bigint') return BigInt(Math.trunc(oneOf(random, ODD)));
  if (typeof found === 'boolean') return !found;
  if (typeof found === 'string') return oneOf(random, words);
  if (found instanceof Uint8Array) return noisy(random, found);
  if (Array.isArray(found)) return reordered(random, found);
  return found;
}

function reordered(random: Random, items: readonly unknown[]): readonly unknown[] {
  if (items.length === 0) return items;
  const i = whole(random, items.length);
  const act = whole(random, 4);
  if (act === 0) return items.filter((_, k) => k !== i);
  if (act === 1) return [...items.slice(0, i + 1), ...items.slice(i)];
  if (act === 2) return [...items].reverse();
  return items.map((item, k) => (k === i ? oneOf(random, items) : item));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
