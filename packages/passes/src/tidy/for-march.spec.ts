import type { Constraint } from '@openbpu/core';
import { PatchBuilder, type Graph, type Node, parseGraph } from '@openbpu/ir';
import { Exp, standardOps } from '@openbpu/ops';
import { shapeOf } from '@openbpu/testkit';
import { forMarch } from './for-march';

const graph = parseGraph('input x: float32[2]\na: p = Sigmoid(x)\nb: q = Sigmoid(p)\nc: y = Exp(q)\noutput y', standardOps(), 'original');
const rule = (appliesTo: Constraint['appliesTo'], refused: readonly string[]): Constraint => ({ id: 'test/rule', sentence: 'no node has such a name', appliesTo, check: ({ id }) => !refused.includes(id) || `it is called ${id}` });

function exp(node: Node, current: Graph) {
  const build = new PatchBuilder(current, 'as Exp').remove(node);
  build.node({ id: `${node.id}2`, op: Exp, inputs: node.inputs, outputs: node.outputs });
  return build.build();
}

it('writes what is refused in the way that is taken', () => {
  expect(shapeOf(forMarch(graph, [rule(['Sigmoid'], ['b'])], exp)).sort()).toEqual(['a: p = Sigmoid(x)', 'b2: q = Exp(p)', 'c: y = Exp(q)']);
});

it('leaves it when the other way is refused as well', () => {
  expect(forMarch(graph, [rule(['Sigmoid'], ['b']), rule('every-op', ['b2'])], exp)).toBe(graph);
});

it('leaves what is taken, and rules for other ops aside', () => {
  expect(forMarch(graph, [rule(['Conv'], ['a', 'b', 'c'])], exp)).toBe(graph);
  expect(forMarch(graph, [], exp)).toBe(graph);
});

it('leaves what nobody can write otherwise', () => {
  expect(forMarch(graph, [rule('every-op', ['a', 'b', 'c'])], () => undefined)).toBe(graph);
});
