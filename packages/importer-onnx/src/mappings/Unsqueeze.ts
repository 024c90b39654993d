import { type Mapping, OPAQUE } from '../graph/mapping';
import { axesOf, normalizeAxes } from './support/axes';
import { isEmpty } from './support/is-empty';

/** Inserts dimensions of 1; the axes count in the result. */
export const Unsqueeze: Mapping = {
  opTypes: ['Unsqueeze'],
  translate(node, b) {
    const [x] = node.inputs;
    const shape = [...b.shapeOf(x)];
    const given = axesOf(node, b, 13, 1, []);
    if (!given || isEmpty(shape)) return OPAQUE;
    for (const axis of normalizeAxes(node, given, shape.length + given.length)) shape.splice(axis, 0, 1);
    return b.emit(node, 'Reshape', [x], { shape });
  },
};
