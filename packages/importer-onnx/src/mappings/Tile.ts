import { type Mapping, OPAQUE } from '../graph/mapping';

/** The repeats must be constant, one for each dimension. */
export const Tile: Mapping = {
  opTypes: ['Tile'],
  translate(node, b) {
    const [x, times] = node.inputs;
    const repeats = b.numbers(times);
    if (!repeats || repeats.length !== b.shapeOf(x).length || repeats.some((count) => count < 0)) return OPAQUE;
    return b.emit(node, 'Tile', [x], { repeats });
  },
};
