import { type Mapping, OPAQUE } from '../graph/mapping';
import { axesOf, normalizeAxes } from './support/axes';
import { isEmpty } from './support/is-empty';

/** Drops dimensions of 1: those named, else all. */
export const Squeeze: Mapping = {
  opTypes: ['Squeeze'],
  translate(node, b) {
    const [x] = node.inputs;
    const shape = b.shapeOf(x);
    const ones = [...shape.keys()].filter((axis) => shape[axis] === 1);
    const given = axesOf(node, b, 13, 1, ones);
    if (!given || isEmpty(shape)) return OPAQUE;
    const axes = normalizeAxes(node, given, shape.length);
    const wide = axes.find((axis) => shape[axis] !== 1);
    if (wide !== undefined) node.attributes.wrong('axes', `name dimension ${wide}, which is ${shape[wide]} and not 1`);
    return b.emit(node, 'Reshape', [x], { shape: shape.filter((_, axis) => !axes.includes(axis)) });
  },
};
