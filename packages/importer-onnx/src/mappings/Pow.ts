import { type Mapping, OPAQUE } from '../graph/mapping';

/** A constant exponent of one element, of any number type. */
export const Pow: Mapping = {
  opTypes: ['Pow'],
  translate(node, b) {
    const [x, exponent] = node.inputs;
    const value = b.numbers(exponent);
    if (b.typeOf(x).dtype !== 'float32' || value?.length !== 1 || b.shapeOf(exponent).length > b.shapeOf(x).length)
      return OPAQUE;
    return b.emit(node, 'Pow', [x], { exponent: value[0] });
  },
};
