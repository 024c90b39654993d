import type { ValueId } from '@openbpu/ir';
import { type Tensor, expectDType, float32 } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';

/**
 * The plain LSTM with constant weights, of sequences as long as x: forward, backward (x and the result turned round)
 * or both. No peepholes, no clip, no activations but the usual ones; lengths only where they are all that x has.
 */
export const LSTM: Mapping = {
  opTypes: ['LSTM'],
  translate(node, b) {
    const [x, w, r, bias = '', lengths = '', h0 = '', c0 = '', peepholes = ''] = node.inputs;
    const weights = [w, r, bias].map((id) => (id === '' ? undefined : b.constant(id)));
    const [matrix, recurrent, offset] = weights;
    const ways = waysOf(node);
    if (!ways || !matrix || !recurrent || (bias !== '' && !offset) || peepholes !== '') return OPAQUE;
    if (!b.are('float32', [x, w, r, bias, h0, c0])) return OPAQUE;
    const [steps, batch, features] = b.shapeOf(x);
    const hidden = recurrent.shape[2];
    const whole = lengths === '' || b.numbers(lengths)?.every((length) => length === steps) === true;
    const fits = matrix.shape.join() === `${ways.length},${4 * hidden},${features}`;
    if (!whole || !fits || steps === 0) return OPAQUE;
    const made = ways.map((backward, at) => {
      const own = (name: string, tensor: Tensor) => b.addConstant(node, `${name}_${at}`, rowOf(tensor, at));
      const states = [h0, c0].map((id, i) => (ways.length === 1 ? id : stateOf(node, b, `state_${i}`, id, at)));
      const inputs = [
        backward ? turned(node, b, `turned_${at}`, x) : x,
        own('weight', matrix),
        own('bias', offset ?? float32([ways.length, 8 * hidden], new Float32Array(ways.length * 8 * hidden))),
        own('recurrent', recurrent),
        ...(states.every((id) => id === '') ? [] : ['', ...states]),
      ];
      const single = ways.length === 1;
      const outputs = ['sequence', 'hidden', 'cell'].map((name, i) =>
        single && i > 0 && node.outputs[i] ? node.outputs[i] : b.fresh(`${node.name}_${name}_${at}`),
      );
      if (at === 0) b.emit(node, 'Lstm', inputs, {}, outputs);
      else b.also(node, `way_${at}`, 'Lstm', inputs, {}, outputs);
      const [sequence, ...last] = outputs;
      return [backward ? turned(node, b, `back_${at}`, sequence) : sequence, ...last];
    });
    const apart = made.map(([sequence], at) =>
      ways.length === 1 ? sequence : b.reshaped(node, `way_${at}_reshape`, sequence, [steps, 1, batch, hidden]),
    );
    if (ways.length === 1) return b.finish(node, 'reshape', 'Reshape', apart, { shape: [steps, 1, batch, hidden] });
    b.finish(node, 'concat', 'Concat', apart, { axis: 1 });
    [1, 2].forEach((i) => {
      const output = node.outputs[i];
      if (output)
        b.also(
          node,
          'state',
          'Concat',
          made.map((outputs) => outputs[i]),
          { axis: 0 },
          [output],
        );
    });
    return undefined;
  },
};

/** Whether each direction goes backward; undefined for what is no plain LSTM. */
function waysOf({ attributes }: ImportNode): readonly boolean[] | undefined {
  const given = attributes.has('activations') || attributes.has('clip') || attributes.has('activation_alpha');
  if (given || attributes.flag('input_forget', false) || attributes.flag('layout', false)) return undefined;
  const direction = attributes.string('direction', 'forward');
  if (direction === 'bidirectional') return [false, true];
  return direction === 'forward' || direction === 'reverse' ? [direction === 'reverse'] : undefined;
}

/** One row of a constant, its first dimension kept as 1. */
function rowOf(tensor: Tensor, row: number): Tensor {
  const { data } = expectDType(tensor, 'float32');
  const length = data.length / tensor.shape[0];
  return float32([1, ...tensor.shape.slice(1)], data.slice(row * length, (row + 1) * length));
}

/** The state that one of two ways begins with; none where it is 0, which it is without. */
function stateOf(node: ImportNode, b: GraphBuilder, suffix: string, id: ValueId, way: number): ValueId {
  if (id === '') return id;
  const own = b.step(node, `${suffix}_${way}`, 'Slice', [id], { starts: [way], ends: [way + 1], axes: [0] });
  return b.numbers(own)?.every((value) => value === 0) ? '' : own;
}

/** The steps of a sequence in the other order. */
function turned(node: ImportNode, b: GraphBuilder, suffix: string, id: ValueId): ValueId {
  const [steps] = b.shapeOf(id);
  return b.step(node, suffix, 'Slice', [id], { starts: [steps - 1], ends: [-steps - 1], axes: [0], steps: [-1] });
}
