import { complaint, importLayer, importText } from '../import-text.fixture';

const input = 'input: "x" input_shape { dim: 1 dim: 2 }\n';
const head = `${input}layer { name: "s" type: "Split" bottom: "x" top: "p" top: "q" }\n`;

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

describe('Silence', () => {
  it('keeps a blob from becoming an output and leaves no node', () => {
    const { graph } = importText(
      `${input}layer { name: "l" type: "Slice" bottom: "x" top: "y" top: "z" }\n` +
        'layer { name: "s" type: "Silence" bottom: "y" }',
    );
    expect(graph.outputs).toEqual(['z']);
    expect(graph.nodes).toHaveLength(1);
  });
});

describe('Dropout', () => {
  it('passes its bottom on', () => {
    const { nodes, heard } = importLayer('Dropout', 'dropout_param { dropout_ratio: 0.5 }', [[1, 3]]);
    expect(nodes).toEqual(['l: y: float32[1x3] = Identity(a)']);
    expect(heard).toEqual([]);
  });

  it('refuses a scale at test time', () => {
    expect(complaint(() => importLayer('Dropout', 'dropout_param { scale_train: false }', [[1, 3]]))).toContain(
      'scale_train: false is not supported',
    );
  });
});

describe('Python', () => {
  const python = (parameters: string) => importLayer('Python', `python_param { ${parameters} }`, [[1, 3]]);

  it('passes on what a dropout would drop, and says so', () => {
    const { nodes, heard } = python(
      "module: \"spatial_dropout\" layer: \"SpatialDropoutLayer\" param_str: \"{'phase': 'TEST', 'p': '0.01'}\"",
    );
    expect(nodes).toEqual(['l: y: float32[1x3] = Identity(a)']);
    expect(heard).toEqual([
      'CAF022 note    dir/net.prototxt:2:1: layer "l" (Python) is of class SpatialDropoutLayer: taken for a dropout, ' +
        'which passes its bottom on',
    ]);
  });

  it.each([
    ['layer: "Dropout" param_str: "{\'phase\': \'TRAIN\'}"', 'a Dropout of the TRAIN phase is not supported'],
    ['module: "rpn.proposal_layer" layer: "ProposalLayer"', 'class ProposalLayer of module rpn.proposal_layer, is not'],
    ['', 'class (not written), is not part of the model'],
  ])('refuses %s', (parameters, problem) => {
    expect(complaint(() => python(parameters))).toContain(problem);
  });

  it('is refused together with the other layers that cannot be taken', () => {
    const layer = (type: string) => `layer { name: "${type}" type: "${type}" bottom: "x" top: "${type}" }\n`;
    expect(complaint(() => importText(`${input}${layer('Python')}${layer('Zorn')}`)).split('\n')).toEqual([
      'CAF005 error   dir/net.prototxt:2:1: Not support layer name=Python type=Python',
      expect.stringContaining('hint: its code, class (not written)'),
      'CAF005 error   dir/net.prototxt:3:1: Not support layer name=Zorn type=Zorn',
      expect.stringContaining('hint: write it with layers that are known here'),
    ]);
  });
});
