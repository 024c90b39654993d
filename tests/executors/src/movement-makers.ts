import { type Maker, RANGES, divisors } from './graph-writer';
import { table } from './table-maker';

/** What only moves elements, or leaves some out. */
export const MOVEMENT_MAKERS: Readonly<Record<string, Maker>> = {
  pad(g) {
    const x = g.pick(g.values);
    const most = x.shape.map((dim) => Math.min(2, dim - 1));
    const begin = most.map((m) => g.int(-m, 2));
    const end = x.shape.map((dim, i) => g.int(-Math.min(2, dim - 1 + Math.min(begin[i], 0)), 2));
    g.node(
      'HzPad',
      [x.name],
      `{pads: [${[...begin, ...end].join(', ')}], value: ${g.pick([0, ...RANGES[x.dtype], 3])}}`,
      [x.shape.map((dim, i) => dim + begin[i] + end[i])],
      x.dtype,
    );
  },
  concat(g) {
    const x = g.pick(g.values.filter(({ shape }) => shape.length > 0));
    if (!x) return table(g);
    const axis = g.int(0, x.shape.length - 1);
    const fits = g.values.filter(
      ({ shape, dtype }) =>
        dtype === x.dtype &&
        shape.length === x.shape.length &&
        shape.every((dim, i) => i === axis || dim === x.shape[i]),
    );
    const parts = [x, ...Array.from({ length: g.int(0, 2) }, () => g.pick(fits))];
    return g.node(
      'Concat',
      parts.map(({ name }) => name),
      `{axis: ${axis - g.pick([0, x.shape.length])}}`,
      [
        x.shape.with(
          axis,
          parts.reduce((sum, { shape }) => sum + shape[axis], 0),
        ),
      ],
      x.dtype,
    );
  },
  split(g) {
    const x = g.image();
    const axis = g.int(0, 3);
    const first = g.int(1, x.shape[axis]);
    const sizes = first === x.shape[axis] ? [first] : [first, x.shape[axis] - first];
    g.node(
      'Split',
      [x.name],
      `{axis: ${axis}, sizes: [${sizes.join(', ')}]}`,
      sizes.map((size) => x.shape.with(axis, size)),
      x.dtype,
    );
  },
  slice(g) {
    const x = g.image();
    const axis = g.int(0, 3);
    const dim = x.shape[axis];
    const start = g.int(0, dim - 1);
    const step = g.pick([1, 2, -1, -2]);
    const end = step > 0 ? g.int(start + 1, dim) : g.pick([-dim - 1, start === 0 ? -dim - 1 : g.int(0, start - 1)]);
    const count = Math.ceil(((end < 0 ? -1 : end) - start) / step);
    g.node(
      'Slice',
      [x.name],
      `{starts: [${start}], ends: [${end}], axes: [${axis}], steps: [${step}]}`,
      [x.shape.with(axis, count)],
      x.dtype,
    );
  },
  reshape(g) {
    const x = g.pick(g.values);
    const size = x.shape.reduce((a, b) => a * b, 1);
    const a = g.pick(divisors(size));
    const b = g.pick(divisors(size / a));
    const shape = g.pick([[size], [a, size / a], [1, a, b, size / a / b], [a, b, size / a / b, 1]]);
    g.node('Reshape', [x.name], `{shape: [${shape.join(', ')}]}`, [shape], x.dtype);
  },
  transpose(g) {
    const x = g.image();
    const perm = g.pick([
      [0, 2, 3, 1],
      [0, 3, 1, 2],
      [1, 0, 2, 3],
      [3, 2, 1, 0],
    ]);
    g.node('Transpose', [x.name], `{perm: [${perm.join(', ')}]}`, [perm.map((axis) => x.shape[axis])], x.dtype);
  },
  expand(g) {
    const x = g.image();
    const shape = x.shape.map((dim) => (dim === 1 ? g.int(1, 3) : dim));
    g.node('Expand', [x.name], `{shape: [${shape.join(', ')}]}`, [shape], x.dtype);
  },
  blocks(g) {
    const x = g.image();
    const [n, c, h, w] = x.shape;
    if (c % 4 === 0)
      g.node(
        'DepthToSpace',
        [x.name],
        `{blocksize: 2, mode: "${g.pick(['DCR', 'CRD'])}"}`,
        [[n, c / 4, h * 2, w * 2]],
        x.dtype,
      );
    else if (h % 2 === 0 && w % 2 === 0)
      g.node('SpaceToDepth', [x.name], '{blocksize: 2}', [[n, c * 4, h / 2, w / 2]], x.dtype);
    else g.node('Identity', [x.name], '', [x.shape], x.dtype);
  },
};
