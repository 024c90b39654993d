import type { ArtifactStep } from '@openbpu/artifact';
import { rowNames, shownType } from './rows';

const step = (kind: ArtifactStep['kind'], op: string, name: string, from: string, to: string): ArtifactStep => ({
  kind,
  name,
  op,
  inputs: from === '' ? [] : from.split(' '),
  outputs: to === '' ? [] : to.split(' '),
  sections: [],
  removable: false,
});

/** Tensors of integers, but those whose names begin with `f`. */
function named(steps: readonly ArtifactStep[], inputs = ['x']): readonly string[] {
  const ids = steps.flatMap((each) => [...each.inputs, ...each.outputs]);
  return rowNames({
    inputs: inputs.map((id) => ({ name: `in_${id}`, tensor: id })),
    steps,
    tensors: Object.fromEntries(ids.map((id) => [id, { dtype: id.startsWith('f') ? 'float32' : 'int8' }])),
  });
}

describe('rowNames', () => {
  it('names segments and nodes as the profiles of the board do', () => {
    expect(
      named([
        step('edge', 'Transpose', 'data_TransposeInput0', 'x', 'x_nchw'),
        step('bpu', 'BPU', 'NET_subgraph_0', 'x_nchw', 'a'),
        step('cpu', 'Transpose', 'turn', 'a', 'a2'),
        step('cpu', 'HzDequantize', 'fc7_1_HzDequantize', 'a2', 'f1'),
        step('cpu', 'Transpose', 'perm', 'f1', 'f2'),
        step('cpu', 'HzQuantize', 'q', 'f2', 'b'),
        step('cpu', 'Transpose', 'back', 'b', 'b2'),
        step('bpu', 'BPU', 'NET_subgraph_1', 'b2', 'c'),
        step('cpu', 'HzSoftmax', 'prob', 'c', 'f3'),
      ]),
    ).toEqual([
      'Preprocess',
      'BPU_NET_subgraph_0',
      'NET_subgraph_0_output_layout_convert',
      'Dequantize_fc7_1_HzDequantize',
      'Transpose_perm',
      'Quantize_q',
      'NET_subgraph_1_input_layout_convert',
      'BPU_NET_subgraph_1',
      'Softmax_prob',
    ]);
  });

  it('counts names that are taken', () => {
    expect(
      named(
        [
          step('edge', 'Transpose', 'a', 'x', 'x1'),
          step('edge', 'Transpose', 'b', 'y', 'y1'),
          step('cpu', 'Preprocess', '1', 'x1', 'x2'),
          step('edge', 'Transpose', 'c', 'z', 'z1'),
          step('cpu', 'B', 'x', 'x2', 'x3'),
          step('cpu', 'B', 'x', 'x3', 'x4'),
        ],
        ['x', 'y', 'z'],
      ),
    ).toEqual(['Preprocess', 'Preprocess_1', 'Preprocess_1_1', 'Preprocess_2', 'B_x', 'B_x_1']);
  });

  it('takes a Transpose between nodes of the CPU, and one of nothing, for a node like others', () => {
    expect(
      named([
        step('cpu', 'Transpose', 't', 'a', 'b'),
        step('cpu', 'Transpose', 'none', '', 'c'),
        step('cpu', 'Transpose', 'nowhere', 'x', ''),
      ]),
    ).toEqual(['Transpose_t', 'Transpose_none', 'Transpose_nowhere']);
  });

  it('is quick where one name is wanted very often', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => step('edge', 'Transpose', `t${i}`, 'x', `x${i}`));
    expect(named(many).at(-1)).toBe('Preprocess_19999');
  });
});

describe('shownType', () => {
  it('leaves the prefix of our operators away, and no other', () => {
    expect(['HzDequantize', 'Hz', 'Hzone', 'Conv', 'HHzX'].map((op) => shownType({ op }))).toEqual([
      'Dequantize',
      'Hz',
      'Hzone',
      'Conv',
      'HHzX',
    ]);
    expect(shownType({ op: 'OnnxOp', edge: { type: 'Cast', removableAt: [] } })).toBe('Cast');
  });
});
