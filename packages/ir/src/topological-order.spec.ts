import fc from 'fast-check';
import { seededRandom } from './seeded';
import { Double } from './ir.fixture';
import type { Node } from './node';
import { topologicalOrder } from './topological-order';

const node = (id: number, inputs: readonly number[]): Node => ({
  id: `n${id}`,
  op: Double,
  attrs: {},
  inputs: inputs.map((i) => `v${i}`),
  outputs: [`v${id}`],
  origins: [],
});

it('puts producers before readers, whatever order they come in, and loses none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (size, seed) => {
      const random = seededRandom(seed);
      const nodes = Array.from({ length: size }, (_, i) =>
        node(
          i,
          Array.from({ length: Math.floor(random() * 3) }, () => Math.floor(random() * (i + 1)) - 1).filter(
            (j) => j >= 0,
          ),
        ),
      );
      const shuffled = nodes
        .map((value) => ({ value, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value);
      const order = topologicalOrder(shuffled);
      expect(new Set(order)).toEqual(new Set(nodes));
      const place = new Map(order.map((each, i) => [each.outputs[0], i]));
      for (const each of order)
        for (const input of each.inputs) expect(place.get(input)!).toBeLessThan(place.get(each.outputs[0])!);
    }),
  );
});

it('keeps an order that is right already', () => {
  const nodes = [node(0, []), node(2, [0]), node(1, [0])];
  expect(topologicalOrder(nodes)).toEqual(nodes);
});

it('names a node of a circle', () => {
  expect(() => topologicalOrder([node(0, [1]), node(1, [0])])).toThrow(/circle through "n[01]"/);
});

it('does not overflow the stack on a long chain', () => {
  const chain = Array.from({ length: 50_000 }, (_, i) => node(i, i === 0 ? [] : [i - 1])).reverse();
  expect(topologicalOrder(chain)[0].id).toBe('n0');
});
