import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/** One index, or indices at equal steps, are a slice; computed ones stay an ONNX operator. */
export const Gather: Mapping = {
  opTypes: ['Gather'],
  translate(node, b) {
    const [x, indicesInput] = node.inputs;
    const shape = b.shapeOf(x);
    const axis = checkedAxis(node, node.attributes.int('axis', 0), shape.length);
    const indices = b.numbers(indicesInput)?.map((index) => (index < 0 ? index + shape[axis] : index));
    const rank = b.shapeOf(indicesInput).length;
    if (!indices) return OPAQUE;
    const [first] = indices;
    const step = indices.length > 1 ? indices[1] - first : 1;
    const outside = indices.find((index) => index < 0 || index >= shape[axis]);
    if (outside !== undefined)
      node.attributes.wrong('axis', `has ${shape[axis]} elements, and index ${outside} is asked for`);
    const even = step !== 0 && indices.every((index, i) => index === first + i * step);
    if (rank > 1 || indices.length === 0 || !even) return b.emit(node, 'Gather', [x, indicesInput], { axis });
    const end = first + indices.length * step;
    const slice = { starts: [first], ends: [end < 0 ? -shape[axis] - 1 : end], axes: [axis], steps: [step] };
    if (rank === 1) return b.emit(node, 'Slice', [x], slice);
    return b.finish(node, 'reshape', 'Reshape', [b.main(node, 'Slice', [x], slice)], {
      shape: shape.toSpliced(axis, 1),
    });
  },
};
