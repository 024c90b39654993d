import { type OpDef, defineOp } from '@openbpu/ir';
import { int64, tensorType, toNumbers } from '@openbpu/tensor';
import { type ArgAttrs, parseArgAttrs, placesShape } from './integer-arg';
import { ranked } from './ranking';

/** ArgMax or ArgMin: the place of an extreme element along an axis, int64. */
export function defineArgExtreme(name: string, largest: boolean, integer: OpDef<ArgAttrs>): OpDef<ArgAttrs> {
  return defineOp<ArgAttrs>({
    name,
    summary: `The place of the ${largest ? 'largest' : 'smallest'} element along an axis.`,
    accuracy: 'exact',
    parseAttrs: parseArgAttrs,
    infer([x], a) {
      if (x?.dtype !== 'float32') throw new TypeError(`${name} takes one float32 tensor`);
      return [tensorType('int64', placesShape(x, a))];
    },
    eval([x], a) {
      const { places } = ranked(x!, a.axis, 1, { largest, ties: a.selectLast ? 'last' : 'first' });
      return [int64(placesShape(x!, a), toNumbers(places))];
    },
    integer: {
      type: integer.name,
      indices: [0],
      quantise(site) {
        const x = site.input(0);
        return [site.emit(integer, [x.id], site.node.attrs, tensorType('int32', placesShape(x.type, site.node.attrs)))];
      },
    },
  });
}
