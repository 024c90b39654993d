import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxes } from './support/axes';

/**
 * The largest integers stand for "to the end", which is the beginning where the step goes backwards, as runtimes have
 * it.
 */
const TO_THE_END = [2 ** 31 - 1, Number(2n ** 63n - 1n), Number.MAX_SAFE_INTEGER];

/** Bounds are attributes before opset 10 and inputs since; they must be constants. */
export const Slice: Mapping = {
  opTypes: ['Slice'],
  translate(node, b) {
    const [x, ...bounds] = node.inputs;
    const rank = b.shapeOf(x).length;
    const { attributes } = node;
    const inputs = node.opset >= 10;
    if (inputs && bounds.some((id) => id !== '' && !b.constant(id))) return OPAQUE;
    const starts = inputs ? b.numbers(bounds[0]) : attributes.ints('starts');
    const ends = inputs ? b.numbers(bounds[1]) : attributes.ints('ends');
    const axes = inputs ? b.numbers(bounds[2]) : attributes.ints('axes');
    const steps = inputs ? b.numbers(bounds[3]) : undefined;
    if (!starts || !ends) return attributes.wrong('starts, ends', 'are missing');
    return b.emit(node, 'Slice', [x], {
      starts,
      ends: ends.map((end, i) => (steps !== undefined && steps[i] < 0 && TO_THE_END.includes(end) ? -(2 ** 31) : end)),
      axes: checkedAxes(node, axes ?? starts.map((_, i) => i), rank),
      steps: steps ?? starts.map(() => 1),
    });
  },
};
