import type { Draw, Drawn } from './draw';

/** A volume, which an image becomes where there is none: its rows are put in planes. */
function volume(d: Draw): Drawn | undefined {
  const known = d.any((shape) => shape.length === 5);
  if (known && d.chance(0.7)) return known;
  const x = d.image(([, , h]) => h % 2 === 0) ?? d.image();
  if (!x) return undefined;
  const [n, c, h, w] = x.shape;
  const depth = h % 2 === 0 ? h / 2 : h;
  const shape = [n, c, depth, h / depth, w];
  const [name] = d.node('Reshape', [x.name], `shape: [${shape.join(', ')}]`, [shape]);
  return { name, shape };
}

/** Attributes of a window of a foreign operator along [d, h, w] that fits, and the size of what it gives. */
function window(d: Draw, sizes: readonly number[], pooled: boolean) {
  const kernel = sizes.map((size) => Math.min(d.int(1, 3), size));
  const strides = sizes.map(() => d.pick([1, 1, 2]));
  const dilations = sizes.map((size, i) => (!pooled && d.chance(0.2) && 2 * (kernel[i] - 1) < size ? 2 : 1));
  const pads = [...kernel, ...kernel].map((k) => (d.chance(0.5) ? d.int(0, k - 1) : 0));
  const out = sizes.map(
    (size, i) => Math.floor((size + pads[i] + pads[i + 3] - dilations[i] * (kernel[i] - 1) - 1) / strides[i]) + 1,
  );
  const attributes = Object.entries({ kernel_shape: kernel, strides, dilations, pads })
    .filter(([name]) => !pooled || name !== 'dilations')
    .map(([name, list]) => `${name}: [${list.join(', ')}]`)
    .join(', ');
  return { kernel, out, attributes };
}

function foreign(d: Draw, opType: string, inputs: readonly string[], attributes: string, shape: readonly number[]) {
  d.node(
    'OnnxOp',
    inputs,
    `opType: "${opType}", opset: ${d.foreignOpset}, attributes: {${attributes}}, ` +
      `outputTypes: [{dtype: "float32", shape: [${shape.join(', ')}]}]`,
    [shape],
  );
}

/** Convolutions and pools over volumes [n, c, d, h, w]. */
export const VOLUMES = {
  volumeConv(d: Draw) {
    const x = volume(d);
    if (!x) return;
    const [n, cin, ...sizes] = x.shape;
    const group = d.pick([1, 1, cin]);
    const cout = group * d.int(1, group === 1 ? 5 : 2);
    const { kernel, out, attributes } = window(d, sizes, false);
    const bias = d.chance(0.7) ? [d.constant([cout], 2 ** d.int(-3, 4))] : [];
    const inputs = [x.name, d.constant([cout, cin / group, ...kernel]), ...bias];
    foreign(d, 'Conv', inputs, `${attributes}, group: ${group}`, [n, cout, ...out]);
  },
  volumePool(d: Draw) {
    const x = volume(d);
    if (!x) return;
    const [n, c, ...sizes] = x.shape;
    if (d.chance(0.2)) return foreign(d, d.pick(['GlobalAveragePool', 'GlobalMaxPool']), [x.name], '', [n, c, 1, 1, 1]);
    const { out, attributes } = window(d, sizes, true);
    return foreign(d, d.pick(['MaxPool', 'AveragePool']), [x.name], attributes, [n, c, ...out]);
  },
};
