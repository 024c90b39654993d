import { type GraphWriter, type Integer, ENTRIES, onlyTyped } from './graph-writer';

/** An image at places that another tensor names, or a constant. */
export function sample(g: GraphWriter): void {
  const x = g.image();
  const [n, c, h, w] = x.shape;
  const { name, oh, ow, dtype } = places(g, n);
  const y = g.type();
  const table = (size: number) =>
    dtype === 'int16'
      ? g.table('int32', [ENTRIES.int16])
      : g.list(
          'int32',
          [ENTRIES.int8],
          () => g.pick([g.int(-1, size), g.int(0, size - 1)]) * 2048 + g.pick([0, g.int(0, 2047)]),
        );
  const shift = (x.dtype === 'int16' ? -8 : 0) + (y === 'int16' ? 8 : 0);
  const multiplier = g.list('float32', [], () => 2 ** (g.int(-2, 1) - 22 + shift));
  g.node('HzGridSample', [x.name, name, table(h), table(w), multiplier], onlyTyped(y), [[n, c, oh, ow]], y);
}

/** A grid [n, oh, ow, 2]: a computed tensor in another shape where one fits, else noise. */
function places(g: GraphWriter, n: number): { name: string; oh: number; ow: number; dtype: Integer } {
  const fit = g.values.filter(({ shape }) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return size % (2 * n) === 0 && size <= 400;
  });
  if (fit.length === 0 || g.int(0, 3) === 0) {
    const [oh, ow, dtype] = [g.int(1, 5), g.int(1, 5), g.pick(['int8', 'int16'] as const)];
    return { name: g.noise(dtype, [n, oh, ow, 2]), oh, ow, dtype };
  }
  const { name, shape, dtype } = g.pick(fit);
  const outputs = shape.reduce((a, b) => a * b, 1) / (2 * n);
  const oh = g.pick([1, 2, 3, 4].filter((rows) => outputs % rows === 0));
  const grid = [n, oh, outputs / oh, 2];
  g.node('Reshape', [name], `{shape: [${grid.join(', ')}]}`, [grid], dtype);
  return { name: g.values[g.values.length - 1].name, oh, ow: outputs / oh, dtype };
}
