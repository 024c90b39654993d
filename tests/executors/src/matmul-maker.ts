import type { GraphWriter } from './graph-writer';

/** Two computed tensors, one with its matrices turned over; or a constant on either side, of either type. */
export function matmul(g: GraphWriter): void {
  const x = g.pick(g.values.filter(({ shape }) => shape.length > 1));
  const rank = x.shape.length;
  const [m, k] = x.shape.slice(-2);
  const type = g.type();
  const multiply = (a: string, b: string, shape: readonly number[]) =>
    g.node('HzSQuantizedMatMul', [a, b, g.multiplier()], `{${g.bounds(type)}}`, [shape], type);
  const how = g.int(0, 3);
  if (how < 2 && rank === 4) {
    const turned = x.shape.toSpliced(-2, 2, k, m);
    g.node('Transpose', [x.name], '{perm: [0, 1, 3, 2]}', [turned], x.dtype);
    const other = g.values[g.values.length - 1].name;
    return how === 0 ? multiply(x.name, other, x.shape.with(-1, m)) : multiply(other, x.name, x.shape.with(-2, k));
  }
  const [batch, dtype, size] = [x.shape.slice(0, -2), g.pick(['int8', 'int16'] as const), g.int(1, 6)];
  const stack = g.pick([batch, [], batch.slice(1), batch.map((dim) => g.pick([dim, 1]))]);
  if (how === 3) return multiply(g.noise(dtype, [...stack, size, m]), x.name, [...batch, size, k]);
  if (g.pick([true, false])) return multiply(x.name, g.noise(dtype, [...stack, k, size]), [...batch, m, size]);
  return multiply(x.name, g.noise(dtype, [k]), [...batch, m]);
}
