import { type Mapping, OPAQUE } from '../graph/mapping';

/** Names of opset 16 and of opset 20. */
const MODES = new Map([
  ['bilinear', 'bilinear'],
  ['linear', 'bilinear'],
  ['nearest', 'nearest'],
]);

/** Of images, nearest or bilinear. Cubic weights reach over sixteen elements; such a node stays an ONNX operator. */
export const GridSample: Mapping = {
  opTypes: ['GridSample'],
  translate(node, b) {
    const [x, grid] = node.inputs;
    const { attributes } = node;
    const mode = MODES.get(attributes.string('mode', 'bilinear'));
    const padding = attributes.string('padding_mode', 'zeros');
    const floats = [x, grid].every((id) => b.typeOf(id).dtype === 'float32');
    const empty = b.shapeOf(x).includes(0) || b.shapeOf(grid).includes(0);
    if (!mode || !floats || empty || b.shapeOf(x).length !== 4) return OPAQUE;
    if (!['zeros', 'border', 'reflection'].includes(padding)) return OPAQUE;
    const align_corners = attributes.flag('align_corners', false);
    return b.emit(node, 'GridSample', [x, grid], { mode, padding_mode: padding, align_corners });
  },
};
