import { type AnyTensor, type Given, type PlainType, defineCustomOp, z } from '@openbpu/plugin-api';
import { attentionBody } from './attention-body';
import { sampleLevels } from './sample-levels';

const attributes = z
  .strictObject({
    /** Height and width of every level, one after the other. */
    spatial_shapes: z.array(z.number().int().min(1)).min(2),
  })
  .refine(({ spatial_shapes: sizes }) => sizes.length % 2 === 0, {
    path: ['spatial_shapes'],
    message: 'are no pairs of height and width',
  });

type Attributes = z.infer<typeof attributes>;

/** What a node reads, by its sizes. */
export interface AttentionSizes {
  readonly batch: number;
  readonly keys: number;
  readonly heads: number;
  /** Channels of a head. */
  readonly depth: number;
  readonly queries: number;
  readonly points: number;
  readonly levels: readonly (readonly [height: number, width: number])[];
}

/**
 * `openbpu.attention.MultiScaleDeformableAttention` (Zhu et al., "Deformable DETR", 2021): every query looks at a few
 * points of every level of a pyramid, between its cells (bilinear, 0 outside), and sums what it finds there by weights.
 *
 * Inputs: values float32 [n, keys, heads, depth], the levels behind each other; places float32
 * [n, queries, heads, levels, points, 2], x before y, 0 to 1 across a level; weights float32
 * [n, queries, heads, levels, points]. Output: float32 [n, queries, heads · depth].
 */
export const deformableAttention = defineCustomOp<Attributes>({
  domain: 'openbpu.attention',
  type: 'MultiScaleDeformableAttention',
  attributes,
  infer(inputs, { spatial_shapes: shapes }) {
    const { batch, queries, heads, depth } = sizesOf(inputs, shapes);
    return [{ dtype: 'float32', shape: [batch, queries, heads * depth] }];
  },
  evaluate(inputs, { spatial_shapes: shapes }) {
    const sizes = sizesOf(inputs, shapes);
    const [values, places, weights] = inputs.map(floats);
    const shape = [sizes.batch, sizes.queries, sizes.heads * sizes.depth];
    return [{ dtype: 'float32', shape, data: sampleLevels(sizes, values, places, weights) }];
  },
  macs(inputs, _, { spatial_shapes: shapes }) {
    const { batch, queries, heads, depth, points, levels } = sizesOf(inputs, shapes);
    return 5 * batch * queries * heads * depth * points * levels.length;
  },
  onnx: (body, [values, places, weights], { spatial_shapes: shapes }) => [
    attentionBody(body, sizesOf([values, places, weights], shapes), values!.name, places!.name, weights!.name),
  ],
});

/** Throws RangeError where the inputs do not go together. */
function sizesOf([values, places, weights, ...more]: Given<PlainType>, shapes: readonly number[]): AttentionSizes {
  const levels = Array.from({ length: shapes.length / 2 }, (_, i) => [shapes[2 * i], shapes[2 * i + 1]] as const);
  const cells = levels.reduce((sum, [height, width]) => sum + height * width, 0);
  if (!values || !places || !weights || more.length > 0) throw new RangeError('it reads values, places and weights');
  for (const { dtype } of [values, places, weights]) if (dtype !== 'float32') throw new RangeError(`it reads ${dtype}`);
  const [batch, keys, heads, depth] = values.shape;
  const [, queries, , , points] = places.shape;
  if (values.shape.length !== 4 || keys !== cells)
    throw new RangeError(`its values are ${values.shape.join('x')}, and its levels have ${cells} cells`);
  const wanted = [batch, queries, heads, levels.length, points];
  if (places.shape.join() !== [...wanted, 2].join() || weights.shape.join() !== wanted.join())
    throw new RangeError(
      `its places are ${places.shape.join('x')} and its weights ${weights.shape.join('x')}; ` +
        `for these values and levels, nxqueriesx${heads}x${levels.length}xpoints and 2 belong there`,
    );
  return { batch, keys, heads, depth, queries, points, levels };
}

function floats(tensor: AnyTensor | undefined): Float32Array {
  if (tensor?.dtype !== 'float32') throw new TypeError('an input is no float32');
  return tensor.data;
}
