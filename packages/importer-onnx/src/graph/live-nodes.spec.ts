import { writeTensor } from '@openbpu/onnx';
import { float32 } from '@openbpu/tensor';
import { DiagnosticError } from '@openbpu/diagnostics';
import { floats, imported, model, node } from '../model.fixture';
import { liveNodes } from './live-nodes';

const inputs = { x: floats(1) };
const live = (nodes: ReturnType<typeof node>[], outputs: string[]) =>
  liveNodes(model({ nodes, inputs, outputs }).graph, 'net.onnx');

it('keeps the order of the file, and mends one that is wrong', () => {
  const [a, b, c] = [
    node('Relu', ['x'], ['a'], {}, 'a'),
    node('Relu', ['x'], ['b'], {}, 'b'),
    node('Add', ['b', 'a'], ['y'], {}, 'c'),
  ];
  expect(live([a, b, c], ['y']).nodes).toEqual([a, b, c]);
  expect(live([c, a, b], ['y']).nodes.at(-1)).toEqual(c);
});

it('leaves out what no output needs, with a note', async () => {
  const { notes, graph } = await imported({
    nodes: [node('Nonsense', ['x'], ['n'], {}, 'lost'), node('Relu', ['x'], ['y'], {}, 'r')],
    inputs,
  });
  expect(graph.nodes.map(({ id }) => id)).toEqual(['r']);
  expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'IMO019 1 node contributes to no output of the model, left out: lost',
  ]);
});

it('refuses circles, double names and names nobody gives', () => {
  expect(() => live([node('Relu', ['b'], ['a'], {}, 'r1'), node('Relu', ['a'], ['b'], {}, 'r2')], ['b'])).toThrow(
    'waits for itself',
  );
  expect(() => live([node('Relu', ['x'], ['a']), node('Abs', ['x'], ['a'])], ['a'])).toThrow('two nodes give "a"');
  expect(() => live([node('Relu', ['imagee'], ['a'], {}, 'r')], ['a'])).toThrow(
    'node "r" (Relu) reads "imagee", which nothing produces',
  );
  expect(() => live([node('Relu', ['x'], ['outpt'], {}, 'r')], ['output'])).toThrow(DiagnosticError);
  expect(() => live([node('Relu', ['x'], ['outpt'], {}, 'r')], ['output'])).toThrow('did you mean "outpt"?');
  expect(() => live([node('Relu', ['x'], ['a'], {}, 'r')], [''])).toThrow('an output of the graph has no name');
});

it('refuses what is given twice, and sparse initialisers', () => {
  expect(() => live([node('Relu', ['x'], ['x'])], ['x'])).toThrow(
    'a node gives "x", which is an input or an initialiser',
  );
  const { graph } = model({ nodes: [node('Relu', ['x'], ['y'])], inputs });
  expect(() => liveNodes({ ...graph, input: [...graph.input, ...graph.input] }, 'net.onnx')).toThrow(
    'two inputs are named "x"',
  );
  const { graph: reader } = model({ nodes: [node('Add', ['x', 's'], ['y'])], inputs });
  expect(() =>
    liveNodes(
      { ...reader, sparseInitializer: [{ values: writeTensor('s', float32([1], [3])), dims: [4] }] },
      'net.onnx',
    ),
  ).toThrow('"s" is a sparse tensor');
});

it('walks deep graphs', () => {
  const nodes = Array.from({ length: 20000 }, (_, i) => node('Relu', [i === 0 ? 'x' : `v${i - 1}`], [`v${i}`]));
  expect(live(nodes, ['v19999']).nodes).toHaveLength(20000);
});
