import { importText } from '../import-text.fixture';

describe('Silence', () => {
  it('keeps a blob from becoming an output and leaves no node', () => {
    const { graph } = importText(
      'input: "x" input_shape { dim: 1 dim: 2 } layer { name: "l" type: "Slice" bottom: "x" top: ' +
        '"y" top: "z" } layer { name: "s" type: "Silence" bottom: "y" }',
    );
    expect(graph.outputs).toEqual(['z']);
    expect(graph.nodes).toHaveLength(1);
  });
});
