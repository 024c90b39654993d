import { complaint, importText } from '../import-text.fixture';

const input = 'name: "N" input: "x" input_shape { dim: 1 dim: 2 }\n';
const layer = (name: string, type: string, bottom: string, top: string, more = '') =>
  `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${top}" ${more} }\n`;

describe('translateNet', () => {
  it('wires layers by blob names; what nobody reads is an output', () => {
    const { graph } = importText(
      `${input}${layer('a', 'ReLU', 'x', 'p')}${layer('b', 'Sigmoid', 'p', 'q')}${layer('c', 'TanH', 'p', 'r')}`,
    );
    expect([graph.name, graph.stage, graph.inputs, graph.outputs]).toEqual(['N', 'imported', ['x'], ['q', 'r']]);
  });

  it('runs in-place layers one after the other', () => {
    const { nodes, run, graph } = importText(
      `${input}${layer('a', 'Power', 'x', 'p', 'power_param { scale: 2 }')}${layer('b', 'ReLU', 'p', 'p')}${layer('c', 'Power', 'p', 'p', 'power_param { shift: 1 }')}`,
    );
    expect(nodes.map((node) => node.split(':').slice(0, 2).join(':'))).toEqual([
      'a: p_before_b',
      'b: p_before_c',
      'c: p',
    ]);
    expect(graph.outputs).toEqual(['p']);
    expect(run([-3, 4])).toEqual([[1, 9]]);
  });

  it('keeps the name of an input that is overwritten', () => {
    const { graph, run } = importText(
      `${input}${layer('a', 'ReLU', 'x', 'x')}${layer('b', 'Power', 'x', 'y', 'power_param { shift: 1 }')}`,
    );
    expect([graph.inputs, graph.outputs]).toEqual([['x'], ['y']]);
    expect(run([-3, 4])).toEqual([[1, 5]]);
  });

  it('leaves an output that overwrites an input its own name', () => {
    expect(importText(`${input}${layer('a', 'ReLU', 'x', 'x')}`).graph.outputs).toEqual(['x_after_a']);
  });

  it('lets a later layer read what an earlier one has overwritten for itself', () => {
    const { run } = importText(
      `${input}${layer('a', 'ReLU', 'x', 'p')}${layer('b', 'Power', 'p', 'p', 'power_param { scale: 10 }')}layer ` +
        '{ name: "c" type: "Eltwise" bottom: "p" bottom: "x" top: "y" }',
    );
    expect(run([-3, 4])).toEqual([[-3, 44]]);
  });

  it('says what the guide says of a layer it does not know, at once for all of them', () => {
    const text = complaint(() =>
      importText(
        `${input}${layer('accuracy', 'Accuracy', 'x', 'accuracy', 'include { phase: TEST }')}${layer('loss', 'SoftmaxWithLoss', 'x', 'loss')}${layer('p', 'Pooilng', 'x', 'y')}${layer('z', 'Zorn', 'x', 'z')}`,
      ),
    );
    expect(text.split('\n')).toEqual([
      'CAF005 error   dir/net.prototxt:2:1: Not support layer name=accuracy type=Accuracy',
      '  hint: this layer belongs to training or evaluation: remove it from the prototxt',
      'CAF005 error   dir/net.prototxt:3:1: Not support layer name=loss type=SoftmaxWithLoss',
      '  hint: this layer belongs to training: remove it, or replace it by a Softmax layer',
      'CAF005 error   dir/net.prototxt:4:1: Not support layer name=p type=Pooilng',
      '  hint: did you mean Pooling?',
      'CAF005 error   dir/net.prototxt:5:1: Not support layer name=z type=Zorn',
      '  hint: write it with layers that are known here, or let the network end before it and carry it out on the host',
    ]);
  });

  it('drops a loss of the training phase', () => {
    const { graph, heard } = importText(
      `${input}${layer('r', 'ReLU', 'x', 'y')}${layer('loss', 'SoftmaxWithLoss', 'y', 'loss', 'include { phase: TRAIN }')}`,
    );
    expect(graph.outputs).toEqual(['y']);
    expect(heard).toEqual([
      'CAF006 note    dir/net.prototxt:3:1: layer "loss" (SoftmaxWithLoss) is left out: include { phase: TRAIN }',
    ]);
  });

  it.each([
    [
      layer('a', 'ReLU', 'conv1', 'y') + layer('b', 'ReLU', 'x', 'conv2'),
      'CAF009 error   dir/net.prototxt:2:1: layer "a" reads blob "conv1", which nothing before it produces',
    ],
    [layer('b', 'ReLU', 'x', 'conv1') + layer('a', 'ReLU', 'conv2', 'y'), 'hint: did you mean "conv1"?'],
    [
      layer('a', 'ReLU', 'x', 'y') + layer('b', 'ReLU', 'x', 'y'),
      'CAF021 error   dir/net.prototxt:3:1: layer "b" writes blob "y", which exists already',
    ],
    [
      'layer { name: "a" type: "Slice" bottom: "x" top: "x" top: "x" }',
      'CAF021 error   dir/net.prototxt:2:1: layer "a" writes blob "x", which exists already',
    ],
    ['layer { name: "a" type: "ReLU" bottom: "x" }', 'CAF017 error   dir/net.prototxt:2:1: layer "a" has no top'],
    ['layer { name: "a" type: "ReLU" top: "y" }', 'it takes one bottom and has 0'],
    ['layer { name: "a" type: "ReLU" bottom: "x" top: "y" top: "z" }', 'Relu gives 1 of the 2 outputs asked for'],
    ['layer { name: "a" type: "Silence" bottom: "x" top: "y" }', 'it has 1 tops and gives 0'],
  ])('refuses %j', (text, problem) => {
    expect(complaint(() => importText(input + text))).toContain(problem);
  });
});
