import { type Shape, sizeOf } from '@openbpu/tensor';
import type { Suspect } from './mistake';

/** A file of a sample as it lies on the disk, without a header. */
export interface SampleBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Numbers as samples hold them, 0 aside: those of misread bytes are out of all proportion. */
const [LEAST, MOST] = [2 ** -40, 2 ** 24];

/** So many of the elements must be out of proportion, or in it. */
const SHARE = 0.2;

/**
 * Whether files are read as elements of another type than they were written as: by their sizes, and where those fit, by
 * what the bytes make as float32. Undefined where the reading makes sense, and for any other type.
 */
export function elementMistake(
  files: readonly SampleBytes[],
  stated: 'float32' | 'uint8',
  shape: Shape,
): Suspect | undefined {
  const size = sizeOf(shape);
  const all = (test: (bytes: Uint8Array) => boolean) => files.length > 0 && files.every(({ bytes }) => test(bytes));
  if (size === 0) return undefined;
  if (stated === 'float32') {
    if (all(({ length }) => length === size))
      return suspect('uint8', [`the files have ${size} bytes, one for each element`]);
    if (all((bytes) => bytes.length === 4 * size && oddFloats(bytes) > SHARE))
      return suspect('uint8', ['the files make no sensible numbers as float32']);
    return undefined;
  }
  if (all(({ length }) => length === 4 * size))
    return suspect('float32', [`the files have ${4 * size} bytes, four for each element`]);
  if (size % 4 === 0 && all((bytes) => bytes.length === size && readsAsFloats(bytes)))
    return suspect('float32', ['every four bytes of the files make a sensible number as float32']);
  return undefined;
}

function suspect(is: 'uint8' | 'float32', why: readonly string[]): Suspect {
  return {
    mistake: is === 'uint8' ? 'uint8-read-as-float32' : 'float32-read-as-uint8',
    prior: 8,
    why,
    cure: { key: 'cal_data_type', value: is },
  };
}

/** The part of the elements other than 0 that no sample holds: beyond all proportion, or no numbers. */
function oddFloats(bytes: Uint8Array): number {
  let odd = 0;
  let seen = 0;
  eachFloat(bytes, (value) => {
    if (value === 0) return;
    seen++;
    const size = Math.abs(value);
    if (!(size >= LEAST && size <= MOST)) odd++;
  });
  return seen === 0 ? 0 : odd / seen;
}

/** Bytes of pictures make odd numbers; a file of nothing but small bytes or zeros says nothing. */
function readsAsFloats(bytes: Uint8Array): boolean {
  let set = 0;
  eachFloat(bytes, (value) => (value === 0 ? 0 : set++));
  return set > bytes.length / 16 && oddFloats(bytes) < 0.001;
}

function eachFloat(bytes: Uint8Array, take: (value: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 4 <= bytes.length; at += 4) take(view.getFloat32(at, true));
}
