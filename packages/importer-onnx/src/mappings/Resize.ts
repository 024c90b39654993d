import type { ValueId } from '@openbpu/ir';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxes } from './support/axes';
import { type Resizing, byScales, emitEarlyResize, emitResize } from './support/resize';

const COORDINATES = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'];

/**
 * Scales or sizes of all dimensions, from the inputs; undefined where they are computed, or where keeping the aspect
 * rounds a size up: no other form has that size and its scale.
 */
function resizing(
  node: ImportNode,
  b: GraphBuilder,
  x: ValueId,
  scalesInput: ValueId | undefined,
  sizesInput: ValueId | undefined,
): Resizing | undefined {
  const shape = b.shapeOf(x);
  const axes = checkedAxes(node, node.attributes.ints('axes', [...shape.keys()]), shape.length);
  const spread = (values: readonly number[], absent: readonly number[]) =>
    absent.map((value, axis) => values[axes.indexOf(axis)] ?? value);
  const scales = b.numbers(scalesInput);
  if (scales && scales.length > 0)
    return byScales(
      shape,
      spread(
        scales,
        shape.map(() => 1),
      ),
    );
  const sizes = b.numbers(sizesInput);
  if (!sizes || sizes.length === 0) return undefined;
  const wanted = spread(sizes, shape);
  const policy = node.attributes.string('keep_aspect_ratio_policy', 'stretch');
  if (policy === 'stretch') return { sizes: wanted };
  const ratios = axes.map((axis) => wanted[axis] / shape[axis]);
  const scale = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  const kept = shape.map((_, axis) => (axes.includes(axis) ? scale : 1));
  const rounded = shape.map((size, axis) => Math.floor(size * kept[axis] + 0.5));
  return rounded.every((size, axis) => size === Math.floor(shape[axis] * kept[axis]))
    ? { sizes: rounded, scales: kept }
    : undefined;
}

/**
 * Nearest and linear resizing of height and width by constant scales or sizes. Opset 10 knows one kind of coordinate.
 * Cubic, antialiased and cropping forms stay ONNX operators.
 */
export const Resize: Mapping = {
  opTypes: ['Resize'],
  translate(node, b) {
    const { attributes, opset } = node;
    const [x] = node.inputs;
    const mode = attributes.string('mode', 'nearest');
    if (mode !== 'nearest' && mode !== 'linear') return OPAQUE;
    if (opset < 11) {
      const found = resizing(node, b, x, node.inputs[1], undefined);
      return found ? emitEarlyResize(node, b, x, mode, found) : OPAQUE;
    }
    const coordinate = attributes.string('coordinate_transformation_mode', 'half_pixel');
    const found = resizing(node, b, x, node.inputs[2], node.inputs[3]);
    if (!found || !COORDINATES.includes(coordinate) || attributes.flag('antialias', false)) return OPAQUE;
    return emitResize(node, b, x, found, {
      mode,
      coordinate,
      nearestMode: attributes.string('nearest_mode', 'round_prefer_floor'),
    });
  },
};
