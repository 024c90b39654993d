import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { complaint, importText } from '../import-text.fixture';
import { chooseOutputs } from './choose-outputs';
import { readNet } from './read-net';

const layer = (name: string, type: string, bottom: string, top: string, more = '') =>
  `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${top}" ${more} }\n`;
const power = (name: string, bottom: string, top: string, more: string) =>
  layer(name, 'Power', bottom, top, `power_param { ${more} }`);

/** A blob that two layers overwrite in place, and one beside them. */
const NET =
  'input: "x" input_shape { dim: 1 dim: 2 }\n' +
  power('double', 'x', 'p', 'scale: 2') +
  layer('relu', 'ReLU', 'p', 'p') +
  layer('side', 'AbsVal', 'p', 'q') +
  power('more', 'p', 'p', 'shift: 1') +
  'layer { name: "sum" type: "Eltwise" bottom: "p" bottom: "q" top: "y" }\n' +
  layer('silence', 'Silence', 'q', '').replace('top: "" ', '') +
  layer('loss', 'EuclideanLoss', 'y', 'loss');

const choose = (text: string, ...asked: string[]) => {
  const { graph, heard, run } = importText(text, {}, undefined, asked);
  return { nodes: graph.nodes.map(({ id }) => id), outputs: graph.outputs, heard, run };
};

it.each([
  [['double'], ['double'], ['p'], [[-6, 8]]],
  [['relu'], ['double', 'relu'], ['p'], [[0, 8]]],
  [['more'], ['double', 'relu', 'more'], ['p'], [[1, 9]]],
  [['side'], ['double', 'relu', 'side'], ['q'], [[0, 8]]],
  [
    ['double', 'side'],
    ['double', 'relu', 'side'],
    ['p', 'q'],
    [
      [-6, 8],
      [0, 8],
    ],
  ],
  [
    ['more', 'double', 'relu'],
    ['double', 'relu', 'more'],
    ['p', 'p_before_relu', 'p_before_more'],
    [
      [1, 9],
      [-6, 8],
      [0, 8],
    ],
  ],
  [['sum'], ['double', 'relu', 'side', 'more', 'sum'], ['y'], [[1, 17]]],
])('gives what the layers %j give where they stand, though others overwrite it', (asked, nodes, outputs, values) => {
  const found = choose(NET, ...asked);
  expect([found.nodes, found.outputs, found.run([-3, 4])]).toEqual([nodes, outputs, values]);
});

it('says what is left out', () => {
  expect(choose(NET, 'more').heard).toEqual([
    expect.stringMatching(
      /^CAF025 note .*4 layers contribute to no output of the model, left out: side, sum, silence, loss$/,
    ),
  ]);
  expect(choose(NET.replace(/layer { name: "(silence|loss).*\n/g, ''), 'sum').heard).toEqual([]);
});

it('gives every top of a layer, and an input that a layer hands on', () => {
  const split = 'input: "x" input_shape { dim: 1 dim: 2 }\n' + layer('s', 'Split', 'x', 'a" top: "b');
  const found = choose(split + layer('r', 'ReLU', 'a', 'y'), 's');
  expect([found.outputs, found.run([-3, 4])]).toEqual([
    ['a', 'b'],
    [
      [-3, 4],
      [-3, 4],
    ],
  ]);
});

it('refuses every name that is no layer, at once', () => {
  expect(complaint(() => choose(NET, 'x', 'rellu', 'more', 'y', 'silence')).match(/hint: .*/g)).toEqual([
    'hint: leave it out: only nodes can be chosen',
    'hint: did you mean "relu"?',
    'hint: write "sum", the node that gives it',
    'hint: choose a node that it reads from',
  ]);
});

it('chooses no Input layer, by whatever name', () => {
  const text =
    'layer { name: "in" type: "Input" top: "x" input_param { shape { dim: 1 dim: 2 } } }\n' +
    layer('r', 'ReLU', 'x', 'y');
  for (const name of ['in', 'x']) expect(complaint(() => choose(text, name))).toContain('leave it out: only nodes');
});

it('gives every layer of a name that several have', () => {
  const twins =
    'input: "x" input_shape { dim: 1 dim: 2 }\n' + power('a', 'x', 'p', 'scale: 2') + power('a', 'p', 'q', 'shift: 1');
  const found = choose(twins, 'a');
  expect(found.outputs).toEqual(['p', 'q']);
  expect(found.heard).toEqual([expect.stringMatching(/^CAF024 warning .*2 layers are named "a"/)]);
});

it('keeps the net where all of it is needed', () => {
  const net = readNet(NET, 'net.prototxt', new CollectingSink());
  const { net: kept, chosen } = chooseOutputs(net, ['loss', 'silence'].slice(0, 1), new CollectingSink());
  expect(kept.layers.map(({ name }) => name)).toEqual(['double', 'relu', 'side', 'more', 'sum', 'loss']);
  expect(chosen.map(({ name }) => name)).toEqual(['loss']);
  expect(() => chooseOutputs(net, ['nobody'], new CollectingSink())).toThrow(DiagnosticError);
});

it('gives at most 32 outputs', () => {
  const many = Array.from({ length: 33 }, (_, i) => layer(`n${i}`, 'ReLU', 'x', `y${i}`)).join('');
  const text = `input: "x" input_shape { dim: 1 dim: 2 }\n${many}`;
  expect(complaint(() => importText(text))).toMatch(/CAF026 .*max output num is 32: the model has 33/);
  const all = Array.from({ length: 32 }, (_, i) => `n${i}`);
  expect(choose(text, ...all).outputs).toHaveLength(32);
});
