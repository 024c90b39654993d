import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { buildFunction, buildGraph, buildNode, buildValue, graphAttribute } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { makeTensor } from '@openbpu/tensor';
import { type ModelDraft, floats, model, node } from '../model.fixture';
import { translateModel } from './translate-model';

const inputs = { x: floats(1, 4) };
const CHAIN: ModelDraft = {
  inputs,
  nodes: [
    node('Abs', ['x'], ['a'], {}, 'abs'),
    node('Relu', ['a'], ['r'], {}, 'relu'),
    node('Split', ['a'], ['s0', 's1'], { axis: 1 }, 'split'),
    node('Neg', ['r'], ['y'], {}, 'neg'),
    node('Nonsense', ['y'], ['z'], {}, 'nonsense'),
  ],
  outputs: ['y'],
};

async function choose(asked: readonly string[], draft: ModelDraft | ReturnType<typeof model> = CHAIN) {
  const sink = new CollectingSink();
  const source = { model: 'graph' in draft ? draft : model(draft), file: 'net.onnx', inputShapes: new Map() };
  const graph = await translateModel({ ...source, outputNodes: asked }, standardOps(), sink);
  const said = sink.diagnostics.map(({ code, message }) => `${code} ${message}`);
  return { graph, outputs: graph.outputs, nodes: graph.nodes.map(({ id }) => id), said };
}

const refusals = async (...args: Parameters<typeof choose>) =>
  choose(...args).catch((error: unknown) => {
    if (error instanceof DiagnosticError) return error.diagnostics.map(({ code, at, hint }) => [code, at?.name, hint]);
    throw error;
  });

it('gives what the nodes give, in their order, and leaves out what only the others need', async () => {
  const { outputs, nodes, said } = await choose(['neg', 'abs']);
  expect([outputs, nodes]).toEqual([
    ['y', 'a'],
    ['abs', 'relu', 'neg'],
  ]);
  expect(said).toEqual(['IMO019 2 nodes contribute to no output of the model, left out: split, nonsense']);
  expect((await choose(['abs'])).nodes).toEqual(['abs']);
});

it('gives every output of a node, each once', async () => {
  expect((await choose(['split', 'abs', 'split'])).outputs).toEqual(['s0', 's1', 'a']);
});

it('gives no output that a node leaves out', async () => {
  const dropout = node('Dropout', ['x'], ['d', ''], {}, 'drop');
  expect((await choose(['drop'], { inputs, nodes: [dropout, node('Neg', ['d'], ['y'])] })).outputs).toEqual(['d']);
});

it('leaves the outputs of the model alone where nothing is chosen', async () => {
  expect((await choose([])).outputs).toEqual(['y']);
});

it('cuts off what could not be taken, and a model that declares no output of its own', async () => {
  expect((await choose(['relu'], { ...CHAIN, outputs: ['z'] })).outputs).toEqual(['r']);
  expect((await choose(['relu'], { ...CHAIN, outputs: [] })).outputs).toEqual(['r']);
});

it('gives a constant, and a value under two names', async () => {
  const one = makeTensor('float32', [2], Float32Array.of(3, 4));
  const { graph, outputs, nodes } = await choose(['const', 'same', 'drop', 'abs'], {
    inputs,
    nodes: [
      node('Constant', [], ['k'], { value: { tensor: one } }, 'const'),
      node('Abs', ['x'], ['a'], {}, 'abs'),
      node('Identity', ['a'], ['i'], {}, 'same'),
      node('Dropout', ['i'], ['d'], {}, 'drop'),
      node('Neg', ['d'], ['y'], {}, 'neg'),
    ],
  });
  expect(outputs).toEqual(['k', 'i', 'd', 'a']);
  expect(nodes).not.toContain('neg');
  expect(graph.value(graph.producer('k')!.inputs[0]).constant).toEqual(one);
});

it('knows the type that the model declares of an output which is none any more', async () => {
  const draft: ModelDraft = {
    inputs,
    declared: { u: floats(1, 4) },
    outputs: ['u'],
    nodes: [node('Unique', ['x'], ['u'], {}, 'u'), node('Neg', ['u'], ['y'], {}, 'v')],
  };
  const written = model(draft);
  const found = await choose(['v'], { ...written, graph: { ...written.graph, valueInfo: [] } });
  expect(found.graph.value('y').type.shape).toEqual([1, 4]);
});

it('knows nodes without a name by what they give first, or by operator and place', async () => {
  const unnamed = { inputs, nodes: [node('Abs', ['x'], ['a']), node('Relu', ['a'], ['r']), node('Neg', ['r'], ['y'])] };
  expect((await choose(['Relu_1', 'a'], unnamed)).outputs).toEqual(['r', 'a']);
  expect(await refusals(['Relu_4'], CHAIN)).toEqual([['IMO031', 'Relu_4', 'did you mean "relu"?']]);
});

it('gives every node of a name that several have', async () => {
  const twins = { inputs, nodes: [node('Abs', ['x'], ['a'], {}, 'n'), node('Neg', ['a'], ['y'], {}, 'n')] };
  const { outputs, said } = await choose(['n'], twins);
  expect(outputs).toEqual(['a', 'y']);
  expect(said).toContain('IMO032 2 nodes are named "n": what each of them gives is an output');
});

it('refuses every name that is no node, at once', async () => {
  expect(await refusals(['x', 'abz', 'relu', 's1', 'nothing like it'])).toEqual([
    ['IMO031', 'x', 'leave it out: only nodes can be chosen'],
    ['IMO031', 'abz', 'did you mean "abs"?'],
    ['IMO031', 's1', 'write "split", the node that gives it'],
    ['IMO031', 'nothing like it', 'use the name of a node as checker lists it'],
  ]);
});

it('gives at most 32 outputs', async () => {
  const many = Array.from({ length: 33 }, (_, i) => node('Abs', ['x'], [`a${i}`], {}, `n${i}`));
  const all = many.map(({ name = '' }) => name);
  const draft = { inputs, nodes: many, outputs: ['a0'] };
  expect((await choose(all.slice(1), draft)).outputs).toHaveLength(32);
  expect(await refusals(all, draft)).toEqual([['IMO010', 'net', expect.stringMatching(/^choose the nodes/)]]);
});

it('chooses no node inside another, but the one around it', async () => {
  const branch = (opType: string, name: string) =>
    graphAttribute(
      name,
      buildGraph({ node: [node(opType, ['x'], [name], {}, opType)], output: [buildValue(name, 1, [1, 4])] }),
    );
  const draft: ModelDraft = {
    inputs,
    constants: { yes: makeTensor('bool', [], Uint8Array.of(1)) },
    nodes: [
      buildNode({
        opType: 'If',
        name: 'if',
        input: ['yes'],
        output: ['v'],
        attribute: [branch('Abs', 'then_branch'), branch('Neg', 'else_branch')],
      }),
      node('Relu', ['v'], ['y'], {}, 'relu'),
    ],
  };
  expect((await choose(['if'], draft)).outputs).toEqual(['v']);
  expect(await refusals(['Abs', 'Neg'], draft)).toEqual([
    ['IMO031', 'Abs', 'choose "if", or another node outside of it'],
    ['IMO031', 'Neg', 'choose "if", or another node outside of it'],
  ]);
  const [inner, ...others] = draft.nodes;
  const deep = buildGraph({ node: [inner], output: [buildValue('v', 1, [1, 4])] });
  const outer = buildNode({
    ...{ opType: 'If', name: 'outer', input: ['yes'], output: ['v'] },
    attribute: [graphAttribute('then_branch', deep), graphAttribute('else_branch', deep)],
  });
  expect(await refusals(['Abs'], { ...draft, nodes: [outer, ...others] })).toEqual([
    ['IMO031', 'Abs', 'choose "outer", or another node outside of it'],
  ]);
});

it('chooses the call of a function, and a node inside it', async () => {
  const twice = buildFunction({
    name: 'Twice',
    domain: 'own',
    input: ['a'],
    output: ['c'],
    node: [node('Relu', ['a'], ['b'], {}, 'r'), node('Neg', ['b'], ['c'], {}, 'n')],
    opsetImport: [{ domain: '', version: 17 }],
  });
  const calling = model({ inputs, nodes: [node('Twice', ['x'], ['z'], {}, 'f', 'own'), node('Abs', ['z'], ['y'])] });
  const whole = { ...calling, functions: [twice] };
  expect((await choose(['f', 'f/r'], whole)).outputs).toEqual(['z', 'f/b']);
  expect((await choose(['f/n'], whole)).outputs).toEqual(['z']);
});
