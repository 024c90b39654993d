import { conv, deconv, unary } from '@openbpu/plugin-api/testing';
import type { Scope } from './evaluate';

/** Sizes of a node, each of which may be moved to a limit while the others stay. */
export type Sizes = Readonly<Record<string, number>>;

/** A node of one op for every choice of its sizes. */
export interface Probe {
  /** The op of the graph; rules of a row with this name speak of it. */
  readonly op: string;
  readonly base: Sizes;
  /** The graph as text, its node named `n`. */
  text(sizes: Sizes): string;
  /** What the variables of the rules are for such a node, worked out from the sizes alone. */
  scope(sizes: Sizes): Scope;
}

const WINDOW = { kernel_h: 2, kernel_w: 2, stride_h: 2, stride_w: 2, dilation_h: 1, dilation_w: 1, pad: 0 };

const attrs = (s: Sizes) =>
  `kernel: [${s.kernel_h}, ${s.kernel_w}], strides: [${s.stride_h}, ${s.stride_w}], ` +
  `dilations: [${s.dilation_h}, ${s.dilation_w}], pads: [${s.pad}, ${s.pad}, ${s.pad}, ${s.pad}]`;

const reach = (s: Sizes, axis: 'h' | 'w') => s[`dilation_${axis}`] * (s[`kernel_${axis}`] - 1) + 1;

/** An image large enough for the window, and a multiple of its dilation. */
const fitted = (s: Sizes, axis: 'h' | 'w') =>
  Math.ceil(Math.max(s[axis], reach(s, axis)) / s[`dilation_${axis}`]) * s[`dilation_${axis}`];

const output = (s: Sizes, axis: 'h' | 'w') =>
  Math.floor((fitted(s, axis) + 2 * s.pad - reach(s, axis)) / s[`stride_${axis}`]) + 1;

const image = (s: Sizes) => [s.n, s.c, fitted(s, 'h'), fitted(s, 'w')];

function windowScope(s: Sizes, out: readonly number[]): [string, unknown][] {
  const [n, c, h, w] = image(s);
  const pads = [s.pad, s.pad, s.pad, s.pad];
  const bytes = Math.max(
    n * c * h * w,
    out.reduce((product, size) => product * size, 1),
  );
  return Object.entries({
    ...s,
    ...{ n, c, h, w, rank: 4, max_rank: 4, bytes, GB: 2 ** 30, pads, group: 1, opset: 11 },
    ...{ pad_top: s.pad, pad_left: s.pad, pad_bottom: s.pad, pad_right: s.pad },
    ...{ out_c: out[1], out_h: out[2], out_w: out[3], in_shapes: [[n, c, h, w]], out_shapes: [out] },
    ...{ cin_per_group: c, cout_per_group: out[1], out_dtype: ['int8'], followed_by_residual_add: false },
    ...{ last_in_bpu_subgraph: false, fully_connected: false, ranksDeclaredByOp: false },
  });
}

/** A row of window sizes that only the ops with a window have. */
const withWindow = (
  op: string,
  more: Sizes,
  text: (s: Sizes) => string,
  out: (s: Sizes) => readonly number[],
): Probe => ({
  op,
  base: { n: 1, c: 8, h: 32, w: 32, ...WINDOW, ...more },
  text,
  scope: (s) => new Map(windowScope(s, out(s))),
});

const convolution = withWindow(
  'Conv',
  { kernel_n: 4 },
  (s) => conv(attrs(s), `${s.kernel_n}x${s.c}x${s.kernel_h}x${s.kernel_w}`, image(s).join('x')),
  (s) => [s.n, s.kernel_n, output(s, 'h'), output(s, 'w')],
);

const PROBES: readonly Probe[] = [
  { ...convolution, scope: (s) => new Map([...convolution.scope(s), ['kernel_c', s.c]]) },
  ...['AveragePool', 'MaxPool'].map((op) =>
    withWindow(
      op,
      {},
      (s) => unary(op, attrs(s).replace(op === 'AveragePool' ? /dilations: \[.*?\], / : /$^/, ''), image(s).join('x')),
      (s) => [s.n, s.c, output(s, 'h'), output(s, 'w')],
    ),
  ),
  transposed(),
  ...['GlobalAveragePool', 'GlobalMaxPool', 'Sigmoid', 'Tanh'].map((op) => plain(op)),
];

/** The probe of a row of the operator list, where there is one. */
export function probeOf(row: string): Probe | undefined {
  return PROBES.find(({ op }) => op === row);
}

function transposed(): Probe {
  const out = (s: Sizes, axis: 'h' | 'w') => s[`stride_${axis}`] * (fitted(s, axis) - 1) + reach(s, axis) - 2 * s.pad;
  const probe = withWindow(
    'ConvTranspose',
    { out: 4, h: 8, w: 8 },
    (s) => deconv(attrs(s), `${s.c}x${s.out}x${s.kernel_h}x${s.kernel_w}`, image(s).join('x')),
    (s) => [s.n, s.out, out(s, 'h'), out(s, 'w')],
  );
  const more = (s: Sizes): [string, unknown][] => [
    ['kernel_n', s.c],
    ['kernel_c', s.out],
    ['output_padding', [0, 0]],
  ];
  return { ...probe, scope: (s) => new Map([...probe.scope(s), ...more(s)]) };
}

function plain(op: string): Probe {
  const pooled = op.startsWith('Global');
  const shape = (s: Sizes) => [s.n, s.c, s.h, s.w];
  return {
    op,
    base: { n: 1, c: 8, h: 4, w: 4 },
    text: (s) => unary(op, '', shape(s).join('x')).replace(']\nn:', '] NCHW\nn:'),
    scope: (s) =>
      new Map<string, unknown>(
        Object.entries({
          ...s,
          ...{ rank: 4, max_rank: 4, in_shapes: [shape(s)], bytes: s.n * s.c * s.h * s.w, GB: 2 ** 30 },
          ...{ out_shapes: [pooled ? [s.n, s.c, 1, 1] : shape(s)], ranksDeclaredByOp: false, opset: 11 },
        }),
      ),
  };
}
