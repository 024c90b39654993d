import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { exportModel } from './export-model';
import { decodeModel } from './proto/codec';
import { isStageModel } from './read-stage';
import { tappedModel, withOutputs } from './with-outputs';

const model = exportModel(
  parseGraph(
    'graph g original\ninput x: float32[2]\nn: a = Relu(x)\nm: b = Add(a, a) {min: 0}\noutput b',
    standardOps(),
    'original',
  ),
);

describe('withOutputs', () => {
  it('adds taps behind the outputs, each once', () => {
    const tapped = withOutputs(model, ['a', 'b', 'm_preactivation', 'a', 'x']);
    expect(tapped.graph.output.map(({ name }) => name)).toEqual(['b', 'a', 'm_preactivation', 'x']);
    expect(tapped.graph.output[1].type?.tensorType?.elemType).toBe(1);
    expect(model.graph.output).toHaveLength(1);
  });

  it('taps a graph, in a file that is not to be read as the graph again', () => {
    const text = 'graph g original\ninput x: float32[2]\nn: a = Relu(x)\nm: b = Relu(a)\noutput b';
    const tapped = decodeModel(tappedModel(parseGraph(text, standardOps(), 'original'), ['a']));
    expect(tapped.graph.output.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(isStageModel(tapped)).toBe(false);
  });

  it('refuses a value it does not know', () => {
    expect(() => withOutputs(model, ['c'])).toThrow('ONX011');
  });
});
