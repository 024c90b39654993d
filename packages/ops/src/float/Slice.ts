import { type OpDef, defineOp } from '@openbpu/ir';
import { INT32_MAX, INT32_MIN, type Shape, clamp, normalizeAxis, stridesOf } from '@openbpu/tensor';
import * as z from 'zod';
import { attrsOf } from '../support/attrs';
import { copyStrided } from '../support/copy-strided';
import { moved, quantiseMovement } from '../support/movement';
import { oneInput } from '../support/expect-input';
import { type SliceRange, sliceRange } from '../support/slice-range';

/** Models write "to the end" as the largest integer there is; more than 32 bits say nothing more. */
const bound = z
  .number()
  .refine(Number.isInteger, 'a bound is a whole number')
  .transform((value) => clamp(value, INT32_MIN, INT32_MAX));

const attrs = z
  .object({
    starts: z.array(bound),
    ends: z.array(bound),
    /** The first ones when left out. */
    axes: z.array(z.int()).optional(),
    /** 1 when left out; may be negative. */
    steps: z.array(z.int().refine((step) => step !== 0, 'a step is not 0')).optional(),
  })
  .transform((a) => ({ ...a, axes: a.axes ?? a.starts.map((_, i) => i), steps: a.steps ?? a.starts.map(() => 1) }))
  .refine(
    (a) => [a.ends, a.axes, a.steps].every(({ length }) => length === a.starts.length),
    'starts, ends, axes and steps are equally many',
  );

export type SliceAttrs = z.infer<typeof attrs>;

/** Any element type. Bounds as ONNX has them: negative ones count from the end, those outside are moved inside. */
export const Slice: OpDef<SliceAttrs> = defineOp<SliceAttrs>({
  name: 'Slice',
  summary: 'A part of a tensor, every so many elements along each axis.',
  accuracy: 'exact',
  onlyMoves: true,
  parseAttrs: attrsOf(attrs),
  infer([x], a) {
    const from = oneInput(x, 'Slice');
    return [
      moved(
        from,
        ranges(from.shape, a).map(({ count }) => count),
        from.layout,
      ),
    ];
  },
  eval([x], a) {
    const strides = stridesOf(x!.shape);
    const taken = ranges(x!.shape, a);
    const offset = taken.reduce((sum, { start }, axis) => sum + start * strides[axis], 0);
    return [
      copyStrided(
        x!,
        taken.map(({ count }) => count),
        offset,
        taken.map(({ step }, axis) => step * strides[axis]),
      ),
    ];
  },
  integer: {
    sharesScale: () => true,
    quantise: (site) => quantiseMovement(site, Slice, site.node.attrs),
  },
});

function ranges(shape: Shape, { starts, ends, axes, steps }: SliceAttrs): SliceRange[] {
  const whole = shape.map((size): SliceRange => ({ start: 0, step: 1, count: size }));
  axes.forEach((axis, i) => {
    const at = normalizeAxis(axis, shape.length);
    whole[at] = sliceRange(shape[at], starts[i], ends[i], steps[i]);
  });
  return whole;
}
