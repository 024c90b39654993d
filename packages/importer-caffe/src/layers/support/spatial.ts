import type { Fields } from '../../text/fields';

/**
 * A pair height, width: `<name>_h` and `<name>_w`, or `name` written once for both or twice. `plain` is its name
 * without suffix where that differs (`kernel_size`, but `kernel_h`). Undefined when nothing is written. Where one of
 * the two is missing it is 0 as in Caffe, and fails with a diagnostic when that is below `least`.
 */
export function spatial(
  fields: Fields,
  name: string,
  least: number,
  plain = name,
): readonly [number, number] | undefined {
  const both = fields.ints(plain, least);
  const h = fields.int(`${name}_h`, least) ?? both[0];
  const w = fields.int(`${name}_w`, least) ?? both[1] ?? both[0];
  if (h === undefined && w === undefined) return undefined;
  const other = (suffix: string, missing: string) =>
    least > 0 ? fields.lacks(`${name}_${suffix}`, `${name}_${missing}`) : 0;
  return [h ?? other('w', 'h'), w ?? other('h', 'w')];
}
