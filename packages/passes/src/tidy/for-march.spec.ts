import type { Constraint, QuantPolicy } from '@openbpu/core';
import { PatchBuilder, type Graph, type Node, parseGraph } from '@openbpu/ir';
import { Exp, standardOps } from '@openbpu/ops';
import { shapeOf } from '@openbpu/testkit';
import { forMarch, howOf, isRefused, isRefusedAsked } from './for-march';

const graph = parseGraph(
  'input x: float32[2]\na: p = Sigmoid(x)\nb: q = Sigmoid(p)\nc: y = Exp(q)\noutput y',
  standardOps(),
  'original',
);
const rule = (appliesTo: Constraint['appliesTo'], refused: readonly string[]): Constraint => ({
  id: 'test/rule',
  sentence: 'no node has such a name',
  appliesTo,
  check: ({ id }) => !refused.includes(id) || `it is called ${id}`,
});

const march = (
  constraints: readonly Constraint[],
  quantise: QuantPolicy['quantise'] = { Sigmoid: 'active', Exp: 'active' },
) => ({ constraints, policy: { quantise } });

function exp(node: Node, current: Graph) {
  const build = new PatchBuilder(current, 'as Exp').remove(node);
  build.node({ id: `${node.id}2`, op: Exp, inputs: node.inputs, outputs: node.outputs });
  return build.build();
}

function pair(node: Node, current: Graph) {
  if (node.id !== 'a') return undefined;
  const build = new PatchBuilder(current, 'as one').remove(current.node('a')!, current.node('b')!);
  build.node({ id: 'one', op: Exp, inputs: ['x'], outputs: ['q'] });
  return build.build();
}

it('writes what is refused in the way that is taken', () => {
  expect(shapeOf(forMarch(graph, march([rule(['Sigmoid'], ['b'])]), exp)).sort()).toEqual([
    'a: p = Sigmoid(x)',
    'b2: q = Exp(p)',
    'c: y = Exp(q)',
  ]);
});

it('writes what one of several rules refuses', () => {
  const rules = [rule('every-op', []), rule(['Sigmoid'], ['b']), rule(['Exp'], ['a'])];
  expect(shapeOf(forMarch(graph, march(rules), exp))).toContain('b2: q = Exp(p)');
});

it('takes a way that needs no node at all, and none that removes nothing', () => {
  const all = march([rule('every-op', ['a', 'b'])]);
  const without = ({ id, inputs, outputs }: Node, current: Graph) =>
    id === 'b'
      ? new PatchBuilder(current, 'none').remove(current.node(id)!).replace(outputs[0], inputs[0]).build()
      : undefined;
  expect(shapeOf(forMarch(graph, all, without))).toEqual(['a: p = Sigmoid(x)', 'c: y = Exp(p)']);
  const more = (_: Node, current: Graph) => {
    const build = new PatchBuilder(current, 'one more');
    build.node({ id: build.free('more'), op: Exp, inputs: ['x'] });
    return build.build();
  };
  expect(forMarch(graph, all, more)).toBe(graph);
});

it('has no op without an integer form, whatever the policy says', () => {
  const some = march([], { Sigmoid: 'active', Exp: 'manual', Softplus: 'passive' });
  const node = graph.node('a')!;
  expect(howOf(some, node)).toBe('active');
  expect(howOf(some, { ...node, op: { ...node.op, integer: undefined } })).toBeUndefined();
  expect(isRefused(some, graph.node('c')!, graph)).toBe(true);
  expect(isRefusedAsked(some, graph.node('c')!, graph)).toBe(false);
});

it('leaves it when the other way is refused as well', () => {
  expect(forMarch(graph, march([rule(['Sigmoid'], ['b']), rule('every-op', ['b2'])]), exp)).toBe(graph);
});

it('writes what the march lacks, or has on request only, in the way that is taken', () => {
  const policies: QuantPolicy['quantise'][] = [{ Exp: 'active' }, { Exp: 'active', Sigmoid: 'manual' }];
  for (const quantise of policies) {
    expect(forMarch(graph, march([], quantise), exp).nodes.map(({ op }) => op.name)).toEqual(['Exp', 'Exp', 'Exp']);
  }
});

it('takes the way in which fewer nodes are refused', () => {
  expect(shapeOf(forMarch(graph, march([rule('every-op', ['a', 'b', 'one'])]), pair))).toEqual([
    'one: q = Exp(x)',
    'c: y = Exp(q)',
  ]);
  expect(forMarch(graph, march([rule('every-op', ['a', 'one'])]), pair)).toBe(graph);
});

it('leaves what is taken, whatever else would be written with it', () => {
  expect(forMarch(graph, march([rule('every-op', ['b'])]), pair)).toBe(graph);
});

it('leaves what is taken, and rules for other ops aside', () => {
  expect(forMarch(graph, march([rule(['Conv'], ['a', 'b', 'c'])]), exp)).toBe(graph);
  expect(forMarch(graph, march([]), exp)).toBe(graph);
});

it('leaves what nobody can write otherwise', () => {
  expect(forMarch(graph, march([rule('every-op', ['a', 'b', 'c'])]), () => undefined)).toBe(graph);
});
