import { type Mapping, OPAQUE } from '../graph/mapping';
import { checkedAxis } from './support/axes';

/**
 * Normalisations of computed statistics, with scale and bias as they broadcast; GroupNormalization since opset 21, when
 * they became those of channels.
 */
export const normalisation: Mapping = {
  opTypes: ['LayerNormalization', 'RMSNormalization', 'InstanceNormalization', 'GroupNormalization'],
  translate(node, b) {
    const { opType, attributes } = node;
    const [x] = node.inputs;
    const shape = b.shapeOf(x);
    const epsilon = attributes.float('epsilon', 1e-5);
    const [least, since] = RANKS[opType];
    if (!b.are('float32', node.inputs) || node.usedOutputs > 1 || shape.length < least || node.opset < since)
      return OPAQUE;
    if (least === 1) {
      const axis = checkedAxis(node, attributes.int('axis', -1), shape.length);
      const axes = shape.map((_, i) => i).slice(axis);
      const own = shape.slice(axis);
      if (!node.inputs.slice(1).every((id) => id === '' || fits(b.shapeOf(id), own))) return OPAQUE;
      return b.emit(node, opType, node.inputs, { axes, epsilon });
    }
    if (!node.inputs.slice(1).every((id) => b.shapeOf(id).join() === `${shape[1]}`)) return OPAQUE;
    if (opType === 'InstanceNormalization') return b.emit(node, opType, node.inputs, { epsilon });
    const groups = attributes.int('num_groups') ?? attributes.wrong('num_groups', 'is missing');
    if (groups < 1 || shape[1] % groups !== 0)
      attributes.wrong('num_groups', `${shape[1]} channels do not fall into ${groups} groups`);
    return b.emit(node, opType, node.inputs, { groups, epsilon });
  },
};

/** The least rank of the input, 1 where the operator goes over the last axes; and the opset the mapping holds from. */
const RANKS: Readonly<Record<string, readonly [number, number]>> = {
  LayerNormalization: [1, 17],
  RMSNormalization: [1, 23],
  InstanceNormalization: [3, 6],
  GroupNormalization: [2, 21],
};

/** Whether a shape broadcasts to another without making it larger. */
function fits(part: readonly number[], whole: readonly number[]): boolean {
  const from = whole.length - part.length;
  return from >= 0 && part.every((dim, i) => dim === 1 || dim === whole[from + i]);
}
