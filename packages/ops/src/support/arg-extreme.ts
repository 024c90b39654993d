import { type OpDef, defineOp } from '@openbpu/ir';
import { expectDType, int64, tensorType } from '@openbpu/tensor';
import { alongAxis } from './along-axis';
import { type ArgAttrs, parseArgAttrs, placesShape } from './integer-arg';

/**
 * ArgMax or ArgMin: the place of an extreme element along an axis, int64. What is no number is passed over, unless it
 * comes first: nothing is then more extreme.
 */
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
      const { data } = expectDType(x!, 'float32');
      const places: number[] = [];
      alongAxis(x!.shape, a.axis, (first, step, length) => {
        let best = 0;
        for (let i = 1; i < length; i++) {
          const [here, most] = [data[first + i * step], data[first + best * step]];
          if ((largest ? here > most : here < most) || (a.selectLast && here === most)) best = i;
        }
        places.push(best);
      });
      return [int64(placesShape(x!, a), places)];
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
