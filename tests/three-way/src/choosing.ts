import type { Draw } from './draw';

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** What sums, ranks and chooses elements. */
export const CHOOSING: Readonly<Record<string, (d: Draw) => void>> = {
  reduced(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.int(1, x.shape.length - 1);
    const keepdims = d.chance(0.8);
    d.node(d.pick(['ReduceSum', 'ReduceMax']), [x.name], `axes: [${axis}], keepdims: ${keepdims}`, [
      keepdims ? x.shape.with(axis, 1) : x.shape.toSpliced(axis, 1),
    ]);
  },
  places(d) {
    const x = d.image();
    if (!x) return;
    const keepdims = d.chance(0.5);
    const attrs = `axis: 1, keepdims: ${keepdims}, selectLast: ${d.chance(0.3)}`;
    const shape = keepdims ? x.shape.with(1, 1) : x.shape.toSpliced(1, 1);
    const [name] = d.node(d.pick(['ArgMax', 'ArgMin']), [x.name], attrs, [shape]);
    hide(d, [name]);
  },
  topk(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.int(0, x.shape.length - 1);
    const k = d.int(1, x.shape[axis]);
    const shape = x.shape.with(axis, k);
    const outputs = d.node('TopK', [x.name], `axis: ${axis}, k: ${k}, largest: ${d.chance(0.7)}`, [shape, shape]);
    hide(d, outputs.slice(1));
  },
  gather(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.int(1, x.shape.length - 1);
    const chosen = d.pick([[], [d.int(1, 4)], [d.int(9, 14)]]);
    const list = d.indices(chosen, x.shape[axis]);
    d.node('Gather', [x.name, list], `axis: ${axis}`, [x.shape.toSpliced(axis, 1, ...chosen)]);
  },
  elements(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.int(1, x.shape.length - 1);
    const shape = x.shape.map((dim, i) => (i === axis ? d.int(1, 5) : dim));
    d.node('GatherElements', [x.name, d.indices(shape, x.shape[axis])], `axis: ${axis}`, [shape]);
  },
  sampled(d) {
    const x = d.image();
    if (!x) return;
    const [n, c] = x.shape;
    const attrs =
      `mode: "${d.pick(['bilinear', 'bilinear', 'nearest'])}", align_corners: ${d.chance(0.5)}, ` +
      `padding_mode: "${d.pick(['zeros', 'border', 'reflection'])}"`;
    const from = d.any((shape) => size(shape) % (2 * n) === 0 && size(shape) <= 400);
    if (!from || d.chance(0.3)) {
      const [oh, ow] = [d.int(1, 5), d.int(1, 5)];
      d.node('GridSample', [x.name, d.constant([n, oh, ow, 2], 1.2)], attrs, [[n, c, oh, ow]]);
      return;
    }
    const outputs = size(from.shape) / (2 * n);
    const grid = [n, 1, outputs, 2];
    const [flat] = d.node('Reshape', [from.name], `shape: [${grid.join(', ')}]`, [grid]);
    const [places] = d.node('Tanh', [flat], '', [grid]);
    d.node('GridSample', [x.name, places], attrs, [[n, c, 1, outputs]]);
  },
  tile(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.int(1, x.shape.length - 1);
    const repeats = x.shape.map((_, i) => (i === axis ? d.int(1, 3) : 1));
    d.node('Tile', [x.name], `repeats: [${repeats.join(', ')}]`, [x.shape.map((dim, i) => dim * repeats[i])]);
  },
};

/** Places are no activations: they are outputs that nothing is built upon. */
function hide(d: Draw, names: readonly string[]): void {
  for (const name of names) {
    const at = d.values.findIndex((value) => value.name === name);
    if (at < 0) continue;
    d.values.splice(at, 1);
    d.lines.push(`output ${name}`);
  }
}
