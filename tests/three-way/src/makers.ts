import type { Draw, Drawn } from './draw';
import { COMPARISONS } from './comparisons';
import { FUNCTIONS } from './functions';
import { CHOOSING } from './choosing';
import { NORMALISATIONS } from './normalisations';
import { PRODUCTS } from './products';
import { STACKS } from './stacks';
import { VOLUMES } from './volumes';

type Maker = (d: Draw) => void;

const divisors = (n: number) => Array.from({ length: n }, (_, i) => i + 1).filter((k) => n % k === 0);
const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** With its own clamp now and then, as a pass would have folded it. */
const clamp = (d: Draw) =>
  d.pick(['', '', ', min: 0', ', min: 0, max: 6', `, min: ${d.real(-3, 0)}, max: ${d.real(0, 3)}`]);
const bias = (d: Draw, channels: number) => (d.chance(0.7) ? [d.constant([channels], 2 ** d.int(-3, 4))] : []);

function conv(d: Draw, x: Drawn | undefined, groups: (channels: number) => number): void {
  if (!x) return;
  const [n, cin] = x.shape;
  const group = groups(cin);
  const cout = group * d.int(1, group === 1 ? 9 : 3);
  const { kernel, out, attrs } = d.window(x.shape);
  d.node(
    'Conv',
    [x.name, d.constant([cout, cin / group, ...kernel]), ...bias(d, cout)],
    `${attrs}, group: ${group}${clamp(d)}`,
    [[n, cout, ...out]],
  );
}

/**
 * Another tensor for an element-wise operator: of the same shape, a constant that broadcasts, or a tensor that does.
 */
function partner(d: Draw, a: Drawn): string {
  const same = d.values.filter(({ shape }) => shape.join() === a.shape.join());
  if (d.chance(0.55)) return d.pick(same).name;
  const channel = d.values.filter(
    ({ shape }) =>
      shape.length === 4 &&
      a.shape.length === 4 &&
      shape[0] === a.shape[0] &&
      shape[1] === a.shape[1] &&
      shape[2] === 1 &&
      shape[3] === 1,
  );
  if (channel.length > 0 && d.chance(0.5)) return d.pick(channel).name;
  return d.constant(
    d.pick([[], a.shape.map((dim, i) => (i === 1 ? dim : 1)), a.shape.map((dim) => d.pick([dim, 1]))]),
    2 ** d.int(-2, 3),
  );
}

function binary(op: string, activated: boolean): Maker {
  return (d) => {
    const a = d.any();
    if (!a) return;
    const inputs = [a.name, partner(d, a)];
    if (d.chance(0.3)) inputs.reverse();
    d.node(op, inputs, activated ? clamp(d).slice(2) : '', [a.shape]);
  };
}

/** One entry for every way of writing a node; it may find nothing to build on and write none. */
export const MAKERS: Readonly<Record<string, Maker>> = {
  conv: (d) => conv(d, d.image(), () => 1),
  groupConv: (d) => conv(d, d.image(), (channels) => d.pick(divisors(channels))),
  depthwise: (d) => conv(d, d.image(), (channels) => channels),
  transposed(d) {
    const x = d.image(([, , h, w]) => h * w <= 64);
    if (!x) return;
    const [n, cin, h, w] = x.shape;
    const group = d.pick(divisors(cin));
    const perGroup = d.int(1, 3);
    const kernel = [d.int(1, 4), d.int(1, 4)];
    const strides = [d.int(1, 3), d.int(1, 3)];
    const pads = [0, 1, 0, 1].map((i) => d.int(0, kernel[i] - 1));
    const extra = strides.map((stride) => d.int(0, stride - 1));
    const out = [0, 1].map((i) => strides[i] * ([h, w][i] - 1) + kernel[i] + extra[i] - pads[i] - pads[i + 2]);
    if (out.some((each) => each < 1)) return;
    const attrs =
      `kernel: [${kernel.join(', ')}], strides: [${strides.join(', ')}], pads: ` +
      `[${pads.join(', ')}], output_padding: [${extra.join(', ')}], group: ${group}${clamp(d)}`;
    d.node('ConvTranspose', [x.name, d.constant([cin, perGroup, ...kernel]), ...bias(d, perGroup * group)], attrs, [
      [n, perGroup * group, ...out],
    ]);
  },
  gemm(d) {
    const x = d.any((shape) => size(shape) / shape[0] <= 600);
    if (!x) return;
    const [n] = x.shape;
    const k = size(x.shape) / n;
    let { name } = x;
    if (x.shape.length !== 2) {
      d.node('Reshape', [name], `shape: [${n}, ${k}]`, [[n, k]]);
      name = d.values[d.values.length - 1].name;
    }
    const units = d.int(1, 12);
    d.node('Gemm', [name, d.constant([units, k]), ...bias(d, units)], '', [[n, units]]);
  },
  batchNorm(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const channels = x.shape[1];
    const variance = d.list(
      [channels],
      Array.from({ length: channels }, () => d.real(0.1, 4)),
    );
    d.node(
      'BatchNormalization',
      [x.name, d.constant([channels]), d.constant([channels]), d.constant([channels]), variance],
      '',
      [x.shape],
    );
  },
  add: binary('Add', true),
  sub: binary('Sub', true),
  mul: binary('Mul', true),
  max: binary('Max', false),
  min: binary('Min', false),
  identity(d) {
    const x = d.any();
    if (x) d.node('Identity', [x.name], '', [x.shape]);
  },
  foreign(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const folded = x.shape.map((dim, i) => (i === 1 ? 1 : dim));
    const late = d.foreignOpset >= 18;
    const axis = x.shape.length - 1;
    const [opType, attributes, shape, inputs] = d.pick<readonly [string, string, readonly number[], readonly string[]]>(
      [
        ['Shrink', 'lambd: {float: 0.5}', x.shape, [x.name]],
        ['LpNormalization', 'axis: 1', x.shape, [x.name]],
        ['LogSoftmax', `axis: ${axis}`, x.shape, [x.name]],
        ['Hardmax', `axis: ${axis}`, x.shape, [x.name]],
        late ? ['ReduceMax', '', folded, [x.name, d.axes([1])]] : ['ReduceMax', 'axes: [1]', folded, [x.name]],
      ],
    );
    d.node(
      'OnnxOp',
      inputs,
      `domain: "", opType: "${opType}", opset: ${d.foreignOpset}, attributes: {${attributes}}, ` +
        `outputTypes: [{dtype: "float32", shape: [${shape.join(', ')}]}]`,
      [shape],
    );
  },
  unary(d) {
    const x = d.any();
    if (x) d.node(d.pick(FUNCTIONS), [x.name], '', [x.shape]);
  },
  clip(d) {
    const x = d.any();
    if (x)
      d.node(
        'Clip',
        [x.name],
        d.pick(['min: 0, max: 6', 'min: -1, max: 1', `min: ${d.real(-4, 0)}, max: ${d.real(0, 4)}`]),
        [x.shape],
      );
  },
  power(d) {
    const x = d.any();
    if (x) d.node('Pow', [x.name], `exponent: ${d.pick(['2', '3', '0.5', '-1'])}`, [x.shape]);
  },
  leaky(d) {
    const x = d.any();
    if (x) d.node('LeakyRelu', [x.name], `alpha: ${d.real(-0.5, 1.5)}`, [x.shape]);
  },
  prelu(d) {
    const x = d.any((shape) => shape.length > 1);
    if (x) d.node('PRelu', [x.name, d.constant([d.pick([1, x.shape[1]])])], '', [x.shape]);
  },
  maxPool(d) {
    const x = d.image();
    if (!x) return;
    const { out, attrs } = d.window(x.shape, true);
    d.node('MaxPool', [x.name], attrs, [[x.shape[0], x.shape[1], ...out]]);
  },
  averagePool(d) {
    const x = d.image();
    if (!x) return;
    const { pads, out, attrs } = d.window(x.shape, true);
    const counted = d.pick([[0, 0, 0, 0], pads, pads.map((pad) => d.int(0, pad))]);
    d.node('AveragePool', [x.name], `${attrs}, counted: [${counted.join(', ')}]`, [[x.shape[0], x.shape[1], ...out]]);
  },
  globalPool(d) {
    const x = d.image();
    if (x)
      d.node(d.pick(['GlobalAveragePool', 'GlobalAveragePool', 'GlobalMaxPool']), [x.name], '', [
        [x.shape[0], x.shape[1], 1, 1],
      ]);
  },
  mean(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axes = d.pick([
      x.shape.map((_, i) => i).filter((i) => i > 0 && d.chance(0.5)),
      x.shape.length === 4 ? [2, 3] : [1],
    ]);
    if (axes.length === 0) return;
    const keepdims = d.chance(0.6);
    d.node('ReduceMean', [x.name], `axes: [${axes.join(', ')}], keepdims: ${keepdims}`, [
      x.shape.flatMap((dim, i) => (axes.includes(i) ? (keepdims ? [1] : []) : [dim])),
    ]);
  },
  resize(d) {
    const x = d.image();
    if (!x) return;
    const [n, c, h, w] = x.shape;
    const [height, width] = d.pick([
      [h * 2, w * 2],
      [d.int(1, 12), d.int(1, 12)],
    ]);
    const how = d.pick([
      `mode: "nearest", nearestMode: "${d.pick(['floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil'])}"`,
      'mode: "linear"',
    ]);
    d.node(
      'Resize',
      [x.name],
      `${how}, coordinate: ` +
        `"${d.pick(['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'])}", height: ` +
        `${height}, width: ${width}`,
      [[n, c, height, width]],
    );
  },
  softmax(d) {
    const x = d.any((shape) => shape.length > 1);
    if (x) d.node('Softmax', [x.name], `axis: ${d.int(-1, x.shape.length - 1)}`, [x.shape]);
  },
  concat(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.chance(0.7) ? 1 : d.int(0, x.shape.length - 1);
    const fits = d.values.filter(
      ({ shape }) => shape.length === x.shape.length && shape.every((dim, i) => i === axis || dim === x.shape[i]),
    );
    const parts = [x, ...Array.from({ length: d.int(1, 2) }, () => d.pick(fits))];
    d.node(
      'Concat',
      parts.map(({ name }) => name),
      `axis: ${axis - d.pick([0, x.shape.length])}`,
      [
        x.shape.with(
          axis,
          parts.reduce((sum, { shape }) => sum + shape[axis], 0),
        ),
      ],
    );
  },
  split(d) {
    const axis = d.pick([1, 1, 2, 3]);
    const x = d.image((shape) => shape[axis] > 1);
    if (!x) return;
    const first = d.int(1, x.shape[axis] - 1);
    const sizes = [first, x.shape[axis] - first];
    d.node(
      'Split',
      [x.name],
      `axis: ${axis}, sizes: [${sizes.join(', ')}]`,
      sizes.map((each) => x.shape.with(axis, each)),
    );
  },
  slice(d) {
    const x = d.any((shape) => shape.length > 1);
    if (!x) return;
    const axis = d.int(1, x.shape.length - 1);
    const dim = x.shape[axis];
    const start = d.int(0, dim - 1);
    const end = d.int(start + 1, dim);
    const step = d.pick([1, 1, 2]);
    d.node('Slice', [x.name], `starts: [${start}], ends: [${end}], axes: [${axis}], steps: [${step}]`, [
      x.shape.with(axis, Math.ceil((end - start) / step)),
    ]);
  },
  pad(d) {
    const x = d.image();
    if (!x) return;
    const pads = [0, d.pick([0, 0, 1]), d.int(0, 2), d.int(0, 2), 0, d.pick([0, 0, 2]), d.int(0, 2), d.int(0, 2)];
    const mode = d.pick(['constant', 'constant', 'constant', 'edge']);
    d.node(
      'Pad',
      [x.name],
      `pads: [${pads.join(', ')}], mode: "${mode}", value: ${d.pick([0, 0, d.real(-2, 2), -1000])}`,
      [x.shape.map((dim, i) => dim + pads[i] + pads[i + 4])],
    );
  },
  reshape(d) {
    const x = d.any();
    if (!x) return;
    const [n] = x.shape;
    const rest = size(x.shape) / n;
    const a = d.pick(divisors(rest));
    const b = d.pick(divisors(rest / a));
    const shape = d.pick([
      [n, rest],
      [n, a, rest / a],
      [n, a, b, rest / a / b],
    ]);
    d.node('Reshape', [x.name], `shape: [${shape.join(', ')}]`, [shape]);
  },
  transpose(d) {
    const x = d.image();
    if (!x) return;
    const perm = d.pick([
      [0, 2, 3, 1],
      [0, 3, 1, 2],
      [0, 2, 1, 3],
      [0, 1, 3, 2],
    ]);
    d.node('Transpose', [x.name], `perm: [${perm.join(', ')}]`, [perm.map((axis) => x.shape[axis])]);
  },
  blocks(d) {
    const x = d.image(([, c, h, w]) => c % 4 === 0 || (h % 2 === 0 && w % 2 === 0));
    if (!x) return;
    const [n, c, h, w] = x.shape;
    if (c % 4 === 0)
      d.node('DepthToSpace', [x.name], `blocksize: 2, mode: "${d.pick(['DCR', 'CRD'])}"`, [[n, c / 4, h * 2, w * 2]]);
    else d.node('SpaceToDepth', [x.name], 'blocksize: 2', [[n, c * 4, h / 2, w / 2]]);
  },
  division(d) {
    const x = d.any();
    if (!x) return;
    const shape = d.pick([[], x.shape.map((dim, i) => (i === 1 ? dim : 1)), x.shape.map((dim) => d.pick([dim, 1]))]);
    const divisor = d.list(
      shape,
      Array.from({ length: size(shape) }, () => d.real(0.25, 4) * d.pick([1, -1])),
    );
    d.node('Div', [x.name, divisor], '', [x.shape]);
  },
  gate(d) {
    const x = d.any();
    if (!x) return;
    const step = (op: string, inputs: readonly string[], attrs = '') => d.node(op, inputs, attrs, [x.shape])[0];
    const number = (value: number) => d.list([], [value]);
    const clipped = () => step('Clip', [step('Add', [x.name, number(3)])], 'min: 0, max: 6');
    const gates: readonly (() => string)[] = [
      () => step('Sigmoid', [x.name]),
      () => step('HardSigmoid', [x.name], `alpha: ${Math.fround(1 / 6)}, beta: 0.5`),
      () => step('Div', [clipped(), number(6)]),
      clipped,
    ];
    const gated = step('Mul', d.pick([0, 1]) === 0 ? [x.name, d.pick(gates)()] : [d.pick(gates)(), x.name]);
    if (d.chance(0.4)) step('Mul', [gated, number(1 / 6)]);
  },
  shuffle(d) {
    const x = d.image(([, c]) => c > 1);
    if (!x) return;
    const [n, c, h, w] = x.shape;
    const groups = d.pick(divisors(c));
    const parted = d.node('Reshape', [x.name], `shape: [${n}, ${groups}, ${c / groups}, ${h}, ${w}]`, [
      [n, groups, c / groups, h, w],
    ]);
    const turned = d.node('Transpose', parted, 'perm: [0, 2, 1, 3, 4]', [[n, c / groups, groups, h, w]]);
    d.node('Reshape', turned, `shape: [${n}, ${c}, ${h}, ${w}]`, [x.shape]);
  },
  padded(d) {
    const x = d.image();
    if (!x) return;
    const [n, c, h, w] = x.shape;
    const [top, left, bottom, right] = [d.int(0, 2), d.int(0, 2), d.int(0, 2), d.int(0, 2)];
    const shape = [n, c, h + top + bottom, w + left + right];
    const border = d.node('Pad', [x.name], `pads: [0, 0, ${top}, ${left}, 0, 0, ${bottom}, ${right}]`, [shape]);
    const { out, attrs } = d.window(shape, true);
    d.node(d.pick(['MaxPool', 'AveragePool']), border, attrs, [[n, c, ...out]]);
  },
  expand(d) {
    const x = d.image((shape) => shape.slice(1).includes(1));
    if (!x) return;
    const shape = x.shape.map((dim, i) => (i > 0 && dim === 1 ? d.int(1, 3) : dim));
    d.node('Expand', [x.name], `shape: [${shape.join(', ')}]`, [shape]);
  },
  ...CHOOSING,
  ...COMPARISONS,
  ...NORMALISATIONS,
  ...PRODUCTS,
  ...STACKS,
  ...VOLUMES,
};
