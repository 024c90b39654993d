import {
  type FunctionProto,
  type NodeProto,
  buildFunction,
  graphAttribute,
  buildGraph,
  buildModel,
  buildValue,
  floatAttribute,
  refAttribute,
} from '@openbpu/onnx';
import { node } from '../model.fixture';
import { inlineFunctions } from './inline-functions';

const call = (opType: string, input: string[], output: string[], name = '') =>
  node(opType, input, output, {}, name, 'own');
const defined = (
  name: string,
  input: string[],
  output: string[],
  body: NodeProto[],
  more: Partial<FunctionProto> = {},
) =>
  buildFunction({
    name,
    domain: 'own',
    input,
    output,
    node: body,
    opsetImport: [{ domain: '', version: 17 }],
    ...more,
  });

function unfolded(nodes: NodeProto[], functions: FunctionProto[]) {
  const input = [buildValue('x', 1, [1])];
  const output = [buildValue('y', 1, [1])];
  const model = buildModel({ opsetImport: [], functions, graph: buildGraph({ node: nodes, input, output }) });
  return inlineFunctions(model, 'net.onnx').node.map((each) => ({
    ...each,
    opset: 'opset' in each ? each.opset : undefined,
  }));
}

const lines = (nodes: ReturnType<typeof unfolded>) =>
  nodes.map(({ name, opType, input, output }) => `${name || '-'}: ${output.join()} = ${opType}(${input.join()})`);

it('puts the nodes of a function in the place of a call, under names of their own', () => {
  const twice = defined('Twice', ['a'], ['c'], [node('Relu', ['a'], ['b'], {}, 'r'), node('Neg', ['b'], ['c'])]);
  const nodes = unfolded([call('Twice', ['x'], ['z'], 'f'), call('Twice', ['z'], ['y'])], [twice]);
  expect(lines(nodes)).toEqual(['f/r: f/b = Relu(x)', '-: z = Neg(f/b)', 'y/r: y/b = Relu(z)', '-: y = Neg(y/b)']);
  expect(nodes.map(({ opset }) => opset)).toEqual([17, 17, 17, 17]);
});

it('keeps off names that are taken, drops what is not given and passes inputs through', () => {
  const odd = defined('Odd', ['a', 'b'], ['a', 'd', 'e'], [node('Clip', ['a', 'b'], ['d']), node('Neg', ['d'], ['e'])]);
  const nodes = unfolded([call('Odd', ['x'], ['y', '', 'f/d'], 'f')], [odd]);
  expect(lines(nodes)).toEqual(['-: f/d_1 = Clip(x,)', '-: f/d = Neg(f/d_1)', '-: y = Identity(x)']);
});

it('unfolds functions inside functions and branches, with the operator set of each', () => {
  const inner = defined('Inner', ['a'], ['b'], [node('Relu', ['a'], ['b'])], {
    opsetImport: [{ domain: '', version: 13 }],
  });
  const branch = buildGraph({ node: [call('Inner', ['p'], ['q'])], output: [buildValue('q', 1, [1])] });
  const outer = defined(
    'Outer',
    ['p'],
    ['r', 's'],
    [call('Inner', ['p'], ['r']), { ...node('If', ['p'], ['s']), attribute: [graphAttribute('then_branch', branch)] }],
  );
  const nodes = unfolded([call('Outer', ['x'], ['y', 'z'])], [inner, outer]);
  expect(nodes.map(({ opType, opset }) => [opType, opset])).toEqual([
    ['Relu', 13],
    ['If', 17],
  ]);
  const [{ g }] = nodes[1].attribute;
  expect(g?.node.map(({ opType, input }) => [opType, input])).toEqual([['Relu', ['x']]]);
});

it('gives attributes as the call or the function says, or leaves them out', () => {
  const body = {
    ...node('Elu', ['a'], ['b']),
    attribute: [refAttribute('alpha', 'FLOAT', 'slope'), refAttribute('beta', 'FLOAT', 'other')],
  };
  const elu = defined('E', ['a'], ['b'], [body], { attributeProto: [floatAttribute('slope', 3)] });
  const given = { ...call('E', ['x'], ['y']), attribute: [floatAttribute('slope', 5), floatAttribute('other', 7)] };
  const values = (nodes: ReturnType<typeof unfolded>) => nodes[0].attribute.map(({ name, f }) => [name, f]);
  expect(values(unfolded([call('E', ['x'], ['y'])], [elu]))).toEqual([['alpha', 3]]);
  expect(values(unfolded([given], [elu]))).toEqual([
    ['alpha', 5],
    ['beta', 7],
  ]);
});

it('refuses a function that calls itself, and calls that do not fit', () => {
  const again = defined('Again', ['a'], ['b'], [call('Again', ['a'], ['b'])]);
  expect(() => unfolded([call('Again', ['x'], ['y'])], [again])).toThrow('function Again calls itself');
  const one = defined('One', ['a'], ['b'], [node('Relu', ['a'], ['b'])]);
  expect(() => unfolded([call('One', ['x', 'x'], ['y'])], [one])).toThrow(
    'has more inputs or outputs than the function',
  );
});

it.each([
  ['of functions', (level: FunctionProto) => level],
  [
    'of branches',
    (level: FunctionProto) => ({
      ...level,
      node: [
        {
          ...node('If', ['a'], ['c']),
          attribute: [graphAttribute('then_branch', buildGraph({ node: [...level.node] }))],
        },
      ],
    }),
  ],
  [
    'of nothing but names',
    (level: FunctionProto, i: number) => (i > 0 ? level : { ...level, node: [], output: ['a'] }),
  ],
])('refuses calls that unfold without end in sight before unfolding one: %s', (_, change) => {
  const levels = Array.from({ length: 60 }, (_, i) =>
    change(
      defined(
        `F${i}`,
        ['a'],
        ['c'],
        i === 0 ? [node('Relu', ['a'], ['c'])] : [call(`F${i - 1}`, ['a'], ['b']), call(`F${i - 1}`, ['b'], ['c'])],
      ),
      i,
    ),
  );
  expect(() => unfolded([call('F59', ['x'], ['y'])], levels)).toThrow('unfold into more than');
});

it('adds up what several calls unfold into', () => {
  const halves = Array.from({ length: 20 }, (_, i) => {
    const half = (input: string, output: string) =>
      i === 0 ? node('Relu', [input], [output]) : call(`F${i - 1}`, [input], [output]);
    return defined(`F${i}`, ['a'], ['c'], i === 0 ? [half('a', 'c')] : [half('a', 'b'), half('b', 'c')]);
  });
  expect(unfolded([call('F3', ['x'], ['z']), call('F3', ['z'], ['y'])], halves)).toHaveLength(16);
  expect(() => unfolded([call('F19', ['x'], ['z']), call('F19', ['z'], ['y'])], halves)).toThrow(
    /unfold into more than 1000000 nodes/,
  );
});
