import { parseGraph, statedMetadata, statedRanges } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { takeOutPairs } from './take-out-pairs';

const RANGE = { low: -12.8, high: 12.7, type: 'int8' } as const;
const HEAD =
  'input x: float32[2]\nconst s: float32[] = [0.5]\nconst t: float32[] = [0.25]\nconst p: float32[2] = [0.5, 0.5]\n' +
  'const z: int8[] = splat 0\nconst o: int8[] = splat 1\n';
const foreign = (opType: string, dtype: string, domain = '') =>
  `{opType: "${opType}", domain: "${domain}", opset: 13, outputTypes: [{dtype: "${dtype}", shape: [2]}]}`;
const quantise = (x: string, more = ', s, z') => `q: i = OnnxOp(${x}${more}) ${foreign('QuantizeLinear', 'int8')}\n`;
const dequantise = (y: string, more = ', s, z', of = 'i') =>
  `${y}_d: ${y} = OnnxOp(${of}${more}) ${foreign('DequantizeLinear', 'float32')}\n`;

function taken(text: string, stated: readonly string[] = ['a']) {
  const ranges = new Map(stated.map((id) => [id, RANGE]));
  const graph = parseGraph(HEAD + text, standardOps(), 'original').at('original', statedMetadata(ranges));
  const result = takeOutPairs.run(graph as Parameters<typeof takeOutPairs.run>[0], {
    ops: standardOps(),
    sink: { report: () => undefined },
  });
  if (result instanceof Promise) throw new Error('it does not wait');
  return {
    nodes: result.nodes.map(({ op, inputs, outputs }) => `${op.name}(${inputs.join()}) ${outputs.join()}`),
    ranges: [...statedRanges(result.metadata).keys()],
    same: result === graph,
  };
}

it('leaves the tensor, whose range is stated', () => {
  const { nodes, ranges } = taken(`r: a = Relu(x)\n${quantise('a')}${dequantise('b')}e: y = Exp(b)\noutput y`);
  expect(nodes).toEqual(['Relu(x) a', 'Exp(a) y']);
  expect(ranges).toEqual(['a']);
});

it('takes out two that have no zero point, or one says 0', () => {
  for (const [one, other] of [
    [', s', ', s'],
    [', s, z', ', s'],
    [', s', ', s, z'],
  ])
    expect(
      taken(`r: a = Relu(x)\n${quantise('a', one)}${dequantise('b', other)}e: y = Exp(b)\noutput y`).nodes,
    ).toEqual(['Relu(x) a', 'Exp(a) y']);
});

it('takes every reader of the integers along, and leaves them to others who read them', () => {
  const two = `r: a = Relu(x)\n${quantise('a')}${dequantise('b')}${dequantise('c')}`;
  expect(taken(`${two}e: y = Add(b, c)\noutput y`).nodes).toEqual(['Relu(x) a', 'Add(a,a) y']);
  const read = `r: a = Relu(x)\n${quantise('a')}${dequantise('b')}e: y = Exp(b)\n`;
  expect(taken(`${read}output y\noutput i`).nodes).toEqual(['Relu(x) a', 'OnnxOp(a,s,z) i', 'Exp(a) y']);
});

it('gives an output its name, by an Identity where it must', () => {
  expect(taken(`r: a = Relu(x)\n${quantise('a')}${dequantise('y')}output y`).nodes).toEqual(['Relu(x) y']);
  expect(taken(`${quantise('x')}${dequantise('y')}output y`, ['x']).nodes).toEqual(['Identity(x) y']);
  expect(taken(`r: a = Relu(x)\n${quantise('a')}${dequantise('y')}output a\noutput y`).nodes).toEqual([
    'Relu(x) a',
    'Identity(a) y',
  ]);
});

it.each([
  ['no range is stated', `${quantise('a')}${dequantise('b')}`, []],
  ['the scales differ', `${quantise('a')}${dequantise('b', ', t, z')}`, ['a']],
  ['the zero points differ', `${quantise('a')}${dequantise('b', ', s, o')}`, ['a']],
  ['there are several scales', `${quantise('a', ', p')}${dequantise('b', ', p')}`, ['a']],
  ['a scale is computed', `${quantise('a', ', x')}${dequantise('b', ', x')}`, ['a']],
  ['the integers come from elsewhere', `k: i = OnnxOp(a, s, z) ${foreign('Cast', 'int8')}\n${dequantise('b')}`, ['a']],
  [
    'they are operators of others',
    `${quantise('a')}${dequantise('b')}`.replaceAll('domain: ""', 'domain: "far"'),
    ['a'],
  ],
  [
    'somebody else reads the integers as reals',
    `${quantise('a')}k: b = OnnxOp(i) ${foreign('Cast', 'float32')}\n`,
    ['a'],
  ],
])('stays where %s', (_, pair, stated) => {
  expect(taken(`r: a = Relu(x)\n${pair}e: y = Exp(b)\noutput y`, stated).same).toBe(true);
});
