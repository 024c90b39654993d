import type { GraphWriter, Maker, Value } from './graph-writer';

const ranked = (g: GraphWriter): Value | undefined => {
  const values = g.values.filter(({ shape }) => shape.length > 0);
  return values.length === 0 ? undefined : g.pick(values);
};

/** Places, which nothing on the machine reads: an output of the graph. */
function places(g: GraphWriter, op: string, x: Value, attrs: string, shape: readonly number[]): void {
  g.node(op, [x.name], attrs, [shape]);
  const [{ name }] = g.values.splice(-1);
  g.lines.push(`output ${name}`);
}

function indices(g: GraphWriter, shape: readonly number[], size: number): string {
  return g.list('int64', shape, () => g.int(-size, size - 1));
}

/** What chooses elements: by rank, by place, or by repeating them. */
export const CHOOSING: Readonly<Record<string, Maker>> = {
  topk(g) {
    const x = ranked(g);
    if (!x) return;
    const axis = g.int(0, x.shape.length - 1);
    const k = g.int(1, x.shape[axis]);
    const attrs = `{axis: ${axis - g.pick([0, x.shape.length])}, k: ${k}, largest: ${g.pick([true, false])}}`;
    g.node('HzTopKValues', [x.name], attrs, [x.shape.with(axis, k)], x.dtype);
    places(g, 'HzTopKPlaces', x, attrs, x.shape.with(axis, k));
  },
  place(g) {
    const x = ranked(g);
    if (!x) return;
    const axis = g.int(0, x.shape.length - 1);
    const keepdims = g.pick([true, false]);
    const attrs = `{axis: ${axis}, keepdims: ${keepdims}, selectLast: ${g.pick([true, false])}}`;
    const shape = keepdims ? x.shape.with(axis, 1) : x.shape.toSpliced(axis, 1);
    places(g, g.pick(['HzArgMax', 'HzArgMin']), x, attrs, shape);
  },
  gather(g) {
    const x = ranked(g);
    if (!x) return;
    const axis = g.int(0, x.shape.length - 1);
    const chosen = g.pick([[], [g.int(1, 4)], [g.int(9, 14)], [2, g.int(1, 6)]]);
    const shape = x.shape.toSpliced(axis, 1, ...chosen);
    if (shape.length > 4) return;
    g.node('Gather', [x.name, indices(g, chosen, x.shape[axis])], `{axis: ${axis}}`, [shape], x.dtype);
  },
  gatherElements(g) {
    const x = ranked(g);
    if (!x) return;
    const axis = g.int(0, x.shape.length - 1);
    const shape = x.shape.map((dim, d) => (d === axis ? g.int(1, 6) : g.int(1, dim)));
    g.node('GatherElements', [x.name, indices(g, shape, x.shape[axis])], `{axis: ${axis}}`, [shape], x.dtype);
  },
  tile(g) {
    const x = ranked(g);
    if (!x) return;
    const repeats = x.shape.map(() => g.pick([1, 1, 2, 3]));
    g.node(
      'Tile',
      [x.name],
      `{repeats: [${repeats.join(', ')}]}`,
      [x.shape.map((dim, d) => dim * repeats[d])],
      x.dtype,
    );
  },
  largest(g) {
    const x = ranked(g);
    if (!x) return;
    const axes = [...x.shape.keys()].filter(() => g.pick([true, false]));
    if (axes.length === 0) axes.push(g.int(0, x.shape.length - 1));
    const keepdims = g.pick([true, false]);
    const shape = x.shape.flatMap((dim, d) => (!axes.includes(d) ? [dim] : keepdims ? [1] : []));
    g.node('ReduceMax', [x.name], `{axes: [${axes.join(', ')}], keepdims: ${keepdims}}`, [shape], x.dtype);
  },
};
