import { type GraphWriter, type Maker, divisors, onlyTyped } from './graph-writer';

/** The most products of one sum for which int32 holds the accumulators of any int16 input. */
const MOST_OF_TAIL = 200;

/** Convolutions of every form, and what goes before the first. */
export const CONV_MAKERS: Readonly<Record<string, Maker>> = {
  conv(g) {
    const x = g.image();
    const [n, cin] = x.shape;
    const group = g.pick(divisors(cin));
    const cout = group * g.int(1, 3);
    const { kernel, out, attrs } = g.window(x.shape);
    const y = g.type();
    const inputs = [x.name, g.noise('int8', [cout, cin / group, ...kernel]), g.bias(cout)];
    const products = (cin / group) * kernel[0] * kernel[1];
    if (g.int(0, 3) === 0 && (x.dtype === 'int8' || products <= MOST_OF_TAIL))
      return tail(g, 'HzSQuantizedConv', inputs, `{${attrs}, group: ${group}}`);
    inputs.push(g.multiplier([cout], x.dtype, y));
    return g.node('HzSQuantizedConv', inputs, `{${attrs}, group: ${group}, ${g.bounds(y)}}`, [[n, cout, ...out]], y);
  },
  depthwise(g) {
    const x = g.image();
    const [n, c] = x.shape;
    const { kernel, out, attrs } = g.window(x.shape);
    const y = g.type();
    g.node(
      'HzSQuantizedConv',
      [x.name, g.noise('int8', [c, 1, ...kernel]), g.bias(c), g.multiplier([c], x.dtype, y)],
      `{${attrs}, group: ${c}, ${g.bounds(y)}}`,
      [[n, c, ...out]],
      y,
    );
  },
  pointwise(g) {
    const x = g.image();
    const [n, cin, h, w] = x.shape;
    const cout = g.int(1, 9);
    const y = g.type();
    g.node(
      'HzSQuantizedConv',
      [x.name, g.noise('int8', [cout, cin, 1, 1]), g.bias(cout), g.multiplier([cout], x.dtype, y)],
      `{kernel: [1, 1], ${g.bounds(y)}}`,
      [[n, cout, h, w]],
      y,
    );
  },
  transposed(g) {
    const x = g.image();
    const [n, cin, h, w] = x.shape;
    if (h * w > 60) return CONV_MAKERS.pointwise(g);
    const group = g.pick(divisors(cin));
    const cout = group * g.int(1, 2);
    const kernel = [g.int(1, 3), g.int(1, 3)];
    const strides = [g.int(1, 3), g.int(1, 3)];
    const pads = [g.int(0, kernel[0]), g.int(0, kernel[1]), g.int(0, kernel[0]), g.int(0, kernel[1])];
    const extra = [g.int(0, strides[0] - 1), g.int(0, strides[1] - 1)];
    const out = [0, 1].map((i) => strides[i] * ([h, w][i] - 1) + kernel[i] + extra[i] - pads[i] - pads[i + 2]);
    if (out.some((size) => size < 1)) return CONV_MAKERS.pointwise(g);
    const y = g.type();
    const attrs =
      `{kernel: [${kernel.join(', ')}], strides: [${strides.join(', ')}], pads: ` +
      `[${pads.join(', ')}], output_padding: [${extra.join(', ')}], group: ${group}, ${g.bounds(y)}}`;
    return g.node(
      'HzSQuantizedConvTranspose',
      [x.name, g.noise('int8', [cout, cin / group, ...kernel]), g.bias(cout), g.multiplier([cout], x.dtype, y)],
      attrs,
      [[n, cout, ...out]],
      y,
    );
  },
  preprocess(g) {
    const x = g.image();
    if (x.dtype === 'int16') return CONV_MAKERS.pointwise(g);
    const [n, cin, h, w] = x.shape;
    const cout = g.int(1, 4);
    const y = g.type();
    return g.node(
      'HzPreprocessQuantized',
      [x.name, g.noise('int16', [cout, cin, 1, 1], [-8192, 8192]), g.bias(cout), g.multiplier([cout], 'int8', y)],
      onlyTyped(y),
      [[n, cout, h, w]],
      y,
    );
  },
};

/** An int32 result: an output of the graph that nothing reads. */
function tail(g: GraphWriter, op: string, inputs: readonly string[], attrs: string): void {
  const before = g.values.length;
  g.node(op, inputs, attrs, [[]]);
  const [{ name }] = g.values.splice(before);
  g.lines.push(`output ${name}`);
}
