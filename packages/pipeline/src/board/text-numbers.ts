import { type Origin, type Sink, fail } from '@openbpu/diagnostics';
import { type DType, type Tensor, type TensorType, allocate, isFloat, makeTensor, sizeOf } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';

/** The numbers of each type of integers. */
const RANGES: Readonly<Partial<Record<DType, readonly [bigint, bigint]>>> = {
  int8: [-128n, 127n],
  uint8: [0n, 255n],
  int16: [-32768n, 32767n],
  uint16: [0n, 65535n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  bool: [0n, 1n],
};

/**
 * A tensor out of a text of numbers, with blanks, commas or lines between; `sink` is told where there are more than it
 * needs. Throws DiagnosticError for fewer, and for what is no number of its type.
 */
export function readNumbers(
  bytes: Uint8Array,
  { dtype, shape }: TensorType,
  { at, sink }: { readonly at: Origin; readonly sink: Sink },
): Tensor {
  const size = sizeOf(shape);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const words = text.matchAll(/[^\s,]+/g);
  // A number takes two bytes at least: room is made for no more than there may be.
  if ((bytes.length + 1) / 2 < size) fail(PIPELINE.fewNumbers({ given: [...words].length, wanted: size }, at));
  const data = allocate(dtype, size);
  let count = 0;
  for (const { 0: word, index } of words) {
    if (count === size) {
      sink.report(PIPELINE.moreNumbers({ wanted: size }, at));
      break;
    }
    const value = numberOf(word, dtype);
    if (value === undefined) {
      const line = text.slice(0, index).split('\n').length;
      return fail(PIPELINE.noNumber({ word: word.slice(0, 40), dtype, line }, at));
    }
    Reflect.set(data, count++, value);
  }
  if (count < size) fail(PIPELINE.fewNumbers({ given: count, wanted: size }, at));
  return makeTensor(dtype, shape, data);
}

function numberOf(word: string, dtype: DType): number | bigint | undefined {
  if (isFloat(dtype)) return realOf(word);
  const [least, most] = RANGES[dtype] ?? [0n, 0n];
  const whole = /^([-+]?\d+)(\.0*)?$/.exec(word)?.[1];
  if (whole === undefined) return undefined;
  const value = BigInt(whole.replace('+', ''));
  if (value < least || value > most) return undefined;
  return dtype === 'int64' || dtype === 'uint64' ? value : Number(value);
}

function realOf(word: string): number | undefined {
  if (/^[-+]?nan$/i.test(word)) return NaN;
  if (/^[-+]?inf(inity)?$/i.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word) ? Number(word) : undefined;
}
