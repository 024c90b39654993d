import type { GraphWriter, Maker, Value } from './graph-writer';

interface Pair {
  readonly inputs: readonly string[];
  readonly shape: readonly number[];
}

/** A tensor and another of its shape, or a constant of either type that broadcasts; in any order. */
function pair(g: GraphWriter): Pair {
  const a: Value = g.pick(g.values);
  const same = g.values.filter(({ shape }) => shape.join() === a.shape.join());
  const shape = a.shape.map((dim) => g.pick([dim, dim, 1])).slice(g.pick([0, 0, 1]));
  const inputs = [a.name, g.pick([g.pick(same).name, g.noise(g.pick(['int8', 'int16']), shape)])];
  return { inputs: g.pick([inputs, inputs.toReversed()]), shape: a.shape };
}

/** Ops of two tensors that are no sum and no product. */
export const PAIR_MAKERS: Readonly<Record<string, Maker>> = {
  quotient(g) {
    const { inputs, shape } = pair(g);
    const y = g.type();
    g.node('HzSElementwiseDiv', [...inputs, g.multiplier([], 'int8', y)], `{${g.bounds(y)}}`, [shape], y);
  },
  choice(g) {
    const { inputs, shape } = pair(g);
    const [op, y] = [g.pick(['HzSElementwiseMax', 'HzSElementwiseMin']), g.type()];
    g.node(op, [...inputs, g.multiplier(), g.multiplier()], `{${g.bounds(y)}}`, [shape], y);
  },
  comparison(g) {
    const { inputs, shape } = pair(g);
    const op = g.pick(['HzSElementwiseEqual', 'HzSElementwiseGreater', 'HzSElementwiseGreaterOrEqual']);
    const scale = g.multiplier();
    g.node(op, [...inputs, scale, g.pick([scale, g.multiplier()])], '', [shape], 'int8');
  },
};
