import { type Region, MACHINE_DTYPES, SPACES, formatRegion, isDense } from '../region';
import { stridesOf } from '@openbpu/tensor';
import type { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';

/** How one type of value is written, read back and printed. */
export interface Codec<T> {
  write(to: ByteWriter, value: T): void;
  read(from: ByteReader): T;
  print(value: T): string;
}

export const uint: Codec<number> = { write: (to, value) => to.uint(value), read: (from) => from.uint(), print: String };

export const int: Codec<number> = { write: (to, value) => to.int(value), read: (from) => from.int(), print: String };

export const real: Codec<number> = { write: (to, value) => to.real(value), read: (from) => from.real(), print: String };

export const text: Codec<string> = {
  write: (to, value) => to.text(value),
  read: (from) => from.text(),
  print: (value) => JSON.stringify(value),
};

/** One of a list of words; the place in the list is what is written, so lists only grow at their end. */
export function word<T extends string>(words: readonly T[]): Codec<T> {
  return {
    write: (to, value) => to.uint(words.indexOf(value)),
    read: (from) => words[from.uint()] ?? from.damaged(`expected one of ${words.join(', ')}`),
    print: (value) => value,
  };
}

export function optional<T>(of: Codec<T>): Codec<T | undefined> {
  return {
    write(to, value) {
      to.byte(value === undefined ? 0 : 1);
      if (value !== undefined) of.write(to, value);
    },
    read(from) {
      const given = from.byte();
      if (given > 1) from.damaged('expected 0 or 1');
      return given === 1 ? of.read(from) : undefined;
    },
    print: (value) => (value === undefined ? 'none' : of.print(value)),
  };
}

/** Any number of items, each of which takes at least one byte. */
export function list<T>(of: Codec<T>): Codec<readonly T[]> {
  return {
    write(to, values) {
      to.uint(values.length);
      for (const value of values) of.write(to, value);
    },
    read(from) {
      const items: T[] = [];
      for (let left = from.count(1); left > 0; left--) items.push(of.read(from));
      return items;
    },
    print: (values) => values.map((value) => of.print(value)).join(','),
  };
}

/** Height and width. */
export const pair: Codec<readonly [number, number]> = {
  write: (to, values) => values.forEach((value) => to.uint(value)),
  read: (from) => [from.uint(), from.uint()],
  print: (values) => values.join('x'),
};

/** Top, left, bottom, right. */
export const sides: Codec<readonly [number, number, number, number]> = {
  write: (to, values) => values.forEach((value) => to.uint(value)),
  read: (from) => [from.uint(), from.uint(), from.uint(), from.uint()],
  print: (values) => values.join(','),
};

/**
 * Space, element type and density in one byte; offset; shape; strides only where the elements do not lie side by side.
 */
export const region: Codec<Region> = {
  write(to, value) {
    const dense = isDense(value);
    to.byte(SPACES.indexOf(value.space) | (MACHINE_DTYPES.indexOf(value.dtype) << 2) | (dense ? 16 : 0));
    to.uint(value.offset);
    list(uint).write(to, value.shape);
    if (!dense) for (const stride of value.strides) to.uint(stride);
  },
  read(from) {
    const head = from.byte();
    const space = SPACES[head & 3] ?? from.damaged('there is no such memory');
    if (head > 31) from.damaged('there is no such region');
    const dtype = MACHINE_DTYPES[(head >> 2) & 3];
    const offset = from.uint();
    const shape = list(uint).read(from);
    const strides = (head & 16) !== 0 ? stridesOf(shape) : shape.map(() => from.uint());
    if ((head & 16) === 0 && isDense({ dtype, shape, strides })) from.damaged('strides are longer than they need be');
    return { space, offset, dtype, shape, strides };
  },
  print: formatRegion,
};

/** Fields in the order they are given; printed as `name=value`, absent ones left out. */
export function struct<T extends object>(fields: { readonly [K in keyof T]-?: Codec<T[K]> }): Codec<T> {
  const keys = Object.keys(fields) as (keyof T & string)[];
  const writeField = <K extends keyof T>(to: ByteWriter, key: K, value: T[K]) => fields[key].write(to, value);
  return {
    write: (to, value) => keys.forEach((key) => writeField(to, key, value[key])),
    read(from) {
      const result: Partial<T> = {};
      for (const key of keys) {
        const value = fields[key].read(from);
        if (value !== undefined) result[key] = value;
      }
      return result as T;
    },
    print: (value) =>
      keys
        .filter((key) => value[key] !== undefined)
        .map((key) => `${key}=${fields[key].print(value[key])}`)
        .join(' '),
  };
}
