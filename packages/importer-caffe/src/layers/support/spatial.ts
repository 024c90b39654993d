import type { Fields } from '../../text/fields';

/**
 * A pair height, width: `<name>_h` and `<name>_w`, or `name` written once for both or twice. `plain` is its name without
 * suffix where that differs (`kernel_size`, but `kernel_h`). Undefined when nothing is written.
 */
export function spatial(fields: Fields, name: string, least: number, plain = name): readonly [number, number] | undefined {
  const both = fields.ints(plain, least);
  const h = fields.int(`${name}_h`, least) ?? both[0];
  const w = fields.int(`${name}_w`, least) ?? both[1] ?? both[0];
  return h === undefined || w === undefined ? undefined : [h, w];
}
