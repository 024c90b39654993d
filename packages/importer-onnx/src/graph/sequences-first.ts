import { type ValueId, ABSENT } from '@openbpu/ir';
import { Attributes } from './attributes';
import type { GraphBuilder } from './graph-builder';
import type { ImportNode } from './import-node';

/** A recurrent operator whose sequences stand first, and what gives the outputs of the one that was written. */
export interface Turned {
  readonly node: ImportNode;
  /** To be called once the node has been emitted. */
  finish(): void;
}

const OPERATORS = ['GRU', 'LSTM', 'RNN'];
/** The sequence and the states a recurrent operator begins with, by the places of the inputs. */
const INPUTS = [0, 5, 6];
const SWAPPED = [1, 0, 2];
/** y [length, directions, batch, hidden] as [batch, length, directions, hidden]. */
const RESULTS = [2, 0, 1, 3];

/**
 * Before: LSTM, GRU or RNN of `layout` 1, the batch first: x [batch, length, features], states [batch, directions,
 * hidden]. After: the same of `layout` 0 between Transposes. Undefined for any other node.
 */
export function sequencesFirst(written: ImportNode, b: GraphBuilder): Turned | undefined {
  if (!OPERATORS.includes(written.opType) || written.attributes.int('layout', 0) !== 1) return undefined;
  const { proto, origin } = written;
  const plain = { ...proto, attribute: proto.attribute.filter(({ name }) => name !== 'layout') };
  const turn = (id: ValueId, i: number) =>
    INPUTS.includes(i) && id !== ABSENT ? b.step(written, `turned_${i}`, 'Transpose', [id], { perm: SWAPPED }) : id;
  const outputs = written.outputs.map((id) => b.fresh(`${id}_sequences_first`));
  const node = {
    ...written,
    inputs: written.inputs.map(turn),
    outputs,
    proto: plain,
    attributes: new Attributes(plain, origin),
  };
  const finish = () =>
    written.outputs.slice(0, written.usedOutputs).forEach((id, i) => {
      b.also(written, `turned_back_${i}`, 'Transpose', [outputs[i]], { perm: i === 0 ? RESULTS : SWAPPED }, [id]);
    });
  return { node, finish };
}
