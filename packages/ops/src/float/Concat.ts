import { type OpDef, defineOp } from '@openbpu/ir';
import {
  type Shape,
  type TensorType,
  allocate,
  bytesOf,
  dataFromBytes,
  normalizeAxis,
  sameQuant,
  sizeOf,
} from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { moved, quantiseMovement } from '../support/movement';

const attrs = z.object({ axis: z.int() });

export type ConcatAttrs = z.infer<typeof attrs>;

/**
 * One input or more, of one element type and equal in every dimension but `axis`. An input of another scale is
 * requantised.
 */
export const Concat: OpDef<ConcatAttrs> = defineOp<ConcatAttrs>({
  name: 'Concat',
  summary: 'Tensors one after another along an axis.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer(inputs, a) {
    const types = inputs.filter((type): type is TensorType => type !== undefined);
    const [first] = types;
    if (!first || types.length !== inputs.length) throw new TypeError('Concat takes one tensor or more');
    const other = types.find((type) => type.dtype !== first.dtype);
    if (other) throw new TypeError(`${first.dtype} and ${other.dtype} do not concatenate`);
    const { quant: _, ...plain } = first;
    const type = types.every((each) => sameQuant(each.quant, first.quant)) ? first : plain;
    return [
      moved(
        type,
        concatenated(
          types.map(({ shape }) => shape),
          a.axis,
        ),
        first.layout,
      ),
    ];
  },
  eval(inputs, a) {
    const tensors = inputs.map((input) => input!);
    const { dtype } = tensors[0];
    const shape = concatenated(
      tensors.map((tensor) => tensor.shape),
      a.axis,
    );
    const axis = normalizeAxis(a.axis, shape.length);
    const bytes = bytesOf(allocate(dtype, sizeOf(shape)));
    const outer = sizeOf(shape.slice(0, axis));
    for (let o = 0, at = 0; o < outer; o++) {
      for (const tensor of tensors) {
        const from = bytesOf(tensor.data);
        const run = from.length / outer;
        bytes.set(from.subarray(o * run, (o + 1) * run), at);
        at += run;
      }
    }
    return [{ dtype, shape, data: dataFromBytes(dtype, bytes) }];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Concat, site.node.attrs),
  },
});

function concatenated(shapes: readonly Shape[], wanted: number): number[] {
  const [first] = shapes;
  if (first.length === 0) throw new RangeError('scalars do not concatenate');
  const axis = normalizeAxis(wanted, first.length);
  const shape = [...first];
  for (const other of shapes.slice(1)) {
    if (other.length !== first.length || other.some((dim, i) => i !== axis && dim !== first[i])) {
      throw new RangeError(`${first.join('x')} and ${other.join('x')} do not concatenate along axis ${wanted}`);
    }
    shape[axis] += other[axis];
  }
  return shape;
}
