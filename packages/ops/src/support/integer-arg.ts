import { type OpDef, defineOp } from '@openbpu/ir';
import { type Shape, type TensorType, int32, normalizeAxis, tensorType, toNumbers } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from './attrs';
import { expectQuantised, expectQuantisedType } from './quantised';
import { ranked, rankedShape } from './ranking';

const attrs = z.object({
  axis: z.int().default(0),
  keepdims: z.boolean().default(true),
  selectLast: z.boolean().default(false),
});

/** Along which axis, whether it stays as 1, and whether the last of equal elements is named or the first. */
export type ArgAttrs = z.infer<typeof attrs>;

export const parseArgAttrs = attrsOf(attrs);

/** The shape of places along an axis. */
export function placesShape(x: Pick<TensorType, 'shape'>, { axis, keepdims }: ArgAttrs): Shape {
  const shape = rankedShape(x, axis, 1);
  return keepdims ? shape : shape.toSpliced(normalizeAxis(axis, shape.length), 1);
}

/** The integer form of an ArgMax or ArgMin: int8 or int16 in, places as int32 out. */
export function defineIntegerArg(name: string, largest: boolean): OpDef<ArgAttrs> {
  return defineOp<ArgAttrs>({
    name,
    summary: `The place of the ${largest ? 'largest' : 'smallest'} integer along an axis, int32.`,
    accuracy: 'exact',
    parseAttrs: parseArgAttrs,
    infer([x], a) {
      expectQuantisedType(x?.dtype, name);
      return [tensorType('int32', placesShape(x!, a))];
    },
    eval([x], a) {
      const { places } = ranked(expectQuantised(x!), a.axis, 1, { largest, ties: a.selectLast ? 'last' : 'first' });
      return [int32(placesShape(x!, a), toNumbers(places))];
    },
  });
}
