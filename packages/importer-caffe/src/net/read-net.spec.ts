import { CollectingSink } from '@openbpu/diagnostics';
import { complaint } from '../import-text.fixture';
import { readNet } from './read-net';

const read = (text: string) => {
  const sink = new CollectingSink();
  return { ...readNet(text, 'dir/net.prototxt', sink), heard: sink.diagnostics };
};

describe('readNet', () => {
  it('reads layers of today', () => {
    const { name, layers } = read(
      'name: "N"\nlayer { name: "a" type: "ReLU" bottom: "x" top: "y" }\nlayer\n' +
        '{ name: "b" type: "Slice" bottom: "y" top: "p" top: "q" }',
    );
    expect(name).toBe('N');
    expect(layers.map(({ fields: _, ...layer }) => layer)).toEqual([
      {
        name: 'a',
        type: 'ReLU',
        bottoms: ['x'],
        tops: ['y'],
        origin: { name: 'a', kind: 'ReLU', file: 'dir/net.prototxt', line: 2, column: 1 },
      },
      {
        name: 'b',
        type: 'Slice',
        bottoms: ['y'],
        tops: ['p', 'q'],
        origin: { name: 'b', kind: 'Slice', file: 'dir/net.prototxt', line: 3, column: 1 },
      },
    ]);
  });

  it('reads the two older generations', () => {
    expect(read('layers { name: "a" type: INNER_PRODUCT bottom: "x" top: "y" }').layers[0]).toMatchObject({
      name: 'a',
      type: 'InnerProduct',
    });
    expect(
      read('layers { layer { name: "a" type: "innerproduct" num_output: 2 } bottom: "x" top: "y" }').layers[0],
    ).toMatchObject({ name: 'a', type: 'InnerProduct', bottoms: ['x'], tops: ['y'] });
  });

  const tail = 'layer { name: "r" type: "ReLU" bottom: "x" top: "y" }';

  it.each([
    ['input: "x" input_dim: 1 input_dim: 3 input_dim: 4 input_dim: 5', [['x', [1, 3, 4, 5]]]],
    ['input: "x" input_shape { dim: 1 dim: 7 }', [['x', [1, 7]]]],
    [
      'input: "x" input: "z" input_dim: [1, 3, 4, 5, 1, 1, 2, 2]',
      [
        ['x', [1, 3, 4, 5]],
        ['z', [1, 1, 2, 2]],
      ],
    ],
    ['input: "x"', [['x', undefined]]],
    [
      'layer { name: "d" type: "MemoryData" top: "x" top: "label" ' +
        'memory_data_param { batch_size: 1 channels: 3 height: 4 width: 5 } }',
      [['x', [1, 3, 4, 5]]],
    ],
    [
      'layers { name: "d" type: MEMORY_DATA top: "z" top: "x" ' +
        'memory_data_param { batch_size: 6 channels: 3 height: 4 width: 5 } }',
      [
        ['z', [6, 3, 4, 5]],
        ['x', [6]],
      ],
    ],
    ['layer { name: "d" type: "MemoryData" top: "x" memory_data_param { batch_size: 1 } }', [['x', undefined]]],
    ['layer { name: "d" type: "Input" top: "x" input_param { shape { dim: 1 dim: 7 } } }', [['x', [1, 7]]]],
    [
      'layer { name: "d" type: "Input" top: "x" top: "z" input_param { shape { dim: 7 } } }',
      [
        ['x', [7]],
        ['z', [7]],
      ],
    ],
    [
      'layer { name: "d" type: "Input" top: "x" top: "z" input_param { shape { dim: 7 } shape { dim: 8 } } }',
      [
        ['x', [7]],
        ['z', [8]],
      ],
    ],
    ['layer { name: "d" type: "Input" top: "x" }', [['x', undefined]]],
  ])('reads inputs from %s', (text, expected) => {
    expect(read(`${text} ${tail}`).inputs.map(({ name, shape }) => [name, shape])).toEqual(expected);
  });

  it('leaves layers of the training phase out, with a note', () => {
    const { layers, heard } = read(`layer { name: "d" type: "Data" top: "x" include { phase: TRAIN } }\n${tail}`);
    expect(layers.map((layer) => layer.name)).toEqual(['r']);
    expect(heard).toMatchObject([
      { code: 'CAF006', message: 'layer "d" (Data) is left out: include { phase: TRAIN }', at: { line: 1 } },
    ]);
  });

  it('is in the stages its state names', () => {
    expect(
      read(
        'state { stage: "deploy" } layer { name: "a" type: "ReLU" bottom: "x" top: "y" include { stage: "deploy" } }',
      ).layers,
    ).toHaveLength(1);
  });

  it('names a layer without a name after its top', () => {
    expect(read('layer { type: "ReLU" bottom: "x" top: "y" }').layers[0].name).toBe('y');
  });

  it.each([
    ['net: "train.prototxt" base_lr: 0.1', 'CAF004 error   dir/net.prototxt: dir/net.prototxt describes no layer'],
    ['', 'describes no layer'],
    ['layer: 3', 'CAF003 error   dir/net.prototxt:1:8: field "layer" is 3; expected fields between braces'],
    ['\n  layer { name: "a" }', 'CAF017 error   dir/net.prototxt:2:3: layer "a" has no type'],
    [
      'layer { name: 3 type: "ReLU" }',
      'CAF003 error   dir/net.prototxt:1:15: field "name" is 3; expected a string in quotes',
    ],
  ])('refuses %j', (text, problem) => {
    expect(complaint(() => read(text))).toContain(problem);
  });
});
