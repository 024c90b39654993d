import { float32, toNumbers } from '@openbpu/tensor';
import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';

/** A mask of rows and keys that is added, in which every row sees its first key. */
function masked(d: NodeDraw, rows: number, keys: number, batch: number, heads: number): string {
  const shape = d.pick([
    [rows, keys],
    [batch, 1, rows, keys],
    [1, heads, rows, keys],
  ]);
  const values = toNumbers(d.tensor('float32', shape));
  const unseen = d.chance(0.5) ? -Infinity : -1e4;
  const numbers = values.map((value, at) => (at % keys > 0 && d.chance(0.3) ? unseen : value));
  if (d.chance(0.7)) return d.constant(float32(shape, numbers));
  return d.feed(
    float32(
      shape,
      numbers.map((value) => Math.max(value, -1e4)),
    ),
  );
}

/** Attention of heads of every number, and Swish. */
export const attention: Readonly<Record<string, Maker>> = {
  Attention(d) {
    if (d.opset < 23) return;
    const [batch, shared, each, rows, keys] = [2, 3, 3, 4, 5].map((most) => d.int(1, most));
    const [size, valueSize] = [d.int(1, 5), d.int(1, 5)];
    const heads = shared * each;
    const flat = d.chance(0.5);
    const operand = (count: number, places: number, width: number) =>
      d.input(flat ? [batch, places, count * width] : [batch, count, places, width]);
    const softcap = d.chance(0.3);
    const mask = !softcap && d.chance(0.5) ? [masked(d, rows, keys, batch, heads)] : [];
    d.node(
      'Attention',
      [operand(heads, rows, size), operand(shared, keys, size), operand(shared, keys, valueSize), ...mask],
      {
        ...(flat ? { q_num_heads: heads, kv_num_heads: shared } : {}),
        is_causal: !softcap && d.chance(0.4) ? 1 : undefined,
        scale: d.chance(0.5) ? { float: d.real(0.1, 1) } : undefined,
        softcap: softcap ? { float: d.real(0.5, 4) } : undefined,
      },
    );
  },
  Swish(d) {
    if (d.opset >= 24)
      d.node('Swish', [d.input(d.shape(0, 4))], { alpha: d.pick([undefined, { float: 1 }, { float: d.real(-2, 2) }]) });
  },
};
