import { importText } from '../import-text.fixture';

const head =
  'input: "x" input_shape { dim: 1 dim: 2 }\nlayer { name: "s" type: "Split" bottom: "x" top: "p" top: "q" }\n';

describe('Split', () => {
  it('leaves no node behind', () => {
    expect(
      importText(
        `${head}layer { name: "r" type: "ReLU" bottom: "p" top: "r" }\n` +
          'layer { name: "e" type: "Eltwise" bottom: "q" bottom: "r" top: "y" }',
      ).nodes.map((node) => node.split(' {')[0]),
    ).toEqual(['r: r: float32[1x2] = Relu(x)', 'e: y: float32[1x2] = Add(x, r)']);
  });

  it('gives tops that nobody reads their names as outputs', () => {
    const { graph, run } = importText(head);
    expect(graph.outputs).toEqual(['p', 'q']);
    expect(run([1, 2])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
