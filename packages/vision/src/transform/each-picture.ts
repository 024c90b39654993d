/**
 * Transforms each of `count` pictures of equal size that lie one after the other. Throws RangeError where `data` is no
 * whole number of bytes for each.
 */
export function eachPicture(
  data: Uint8Array,
  count: number,
  transform: (picture: Uint8Array) => Uint8Array,
): Uint8Array {
  const size = count === 0 ? 0 : data.length / count;
  if (!Number.isInteger(size) || (count === 0 && data.length > 0))
    throw new RangeError(`${data.length} bytes are no ${count} pictures of equal size`);
  const parts = Array.from({ length: count }, (_, i) => transform(data.subarray(i * size, (i + 1) * size)));
  return parts.length === 1 ? parts[0] : new Uint8Array(Buffer.concat(parts));
}
