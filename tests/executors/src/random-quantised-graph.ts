import { type Graph, type OpSet, parseGraph } from '@openbpu/ir';
import { CHOOSING } from './choosing-makers';
import { CONV_MAKERS } from './conv-makers';
import { ENTRIES, GraphWriter, type Maker, onlyTyped, typed } from './graph-writer';
import { matmul } from './matmul-maker';
import { MOVEMENT_MAKERS } from './movement-makers';
import { PAIR_MAKERS } from './pair-makers';
import { sample } from './sample-maker';
import { table } from './table-maker';

/** One entry per way of writing a node; each adds at least one value. */
const MAKERS: Readonly<Record<string, Maker>> = {
  ...PAIR_MAKERS,
  ...CONV_MAKERS,
  sum(g) {
    const a = g.pick(g.values);
    const shape = a.shape.map((dim) => g.pick([dim, dim, 1])).slice(g.pick([0, 0, 1]));
    const same = g.values.filter((b) => b.shape.join() === a.shape.join());
    const constant = g.type();
    const operands = [a, g.pick([g.pick(same), { name: g.noise(constant, shape), dtype: constant }])];
    if (g.pick([true, false]) && shape.length === a.shape.length) operands.reverse();
    const y = g.type();
    g.node(
      g.pick(['HzSElementwiseAdd', 'HzSElementwiseSub']),
      [...operands.map(({ name }) => name), ...operands.map(({ dtype }) => g.multiplier([], dtype, y))],
      `{${g.bounds(y)}}`,
      [a.shape],
      y,
    );
  },
  product(g) {
    const a = g.pick(g.values);
    const constant = g.type();
    const b = g.noise(
      constant,
      a.shape.map((dim) => g.pick([dim, 1])),
    );
    const y = g.type();
    const m = g.multiplier([], a.dtype === 'int16' ? constant : a.dtype, y);
    g.node('HzSElementwiseMul', [a.name, b, m], `{${g.bounds(y)}}`, [a.shape], y);
  },
  matmul,
  sample,
  ...CHOOSING,
  table,
  tableOfChannels(g) {
    const x = g.pick(g.values.filter(({ shape, dtype }) => shape.length > 1 && dtype === 'int8'));
    if (!x) return MAKERS.requantise(g);
    const y = g.type();
    return g.node('HzLut', [x.name, g.table(y, [x.shape[1], 256])], '', [x.shape], y);
  },
  prelu(g) {
    const x = g.pick(g.values);
    const y = g.type();
    const slopes = [x.shape.length > 1 ? g.pick([1, x.shape[1]]) : 1];
    g.node(
      'HzPRelu',
      [x.name, g.multiplier([], x.dtype, y), g.multiplier(slopes, x.dtype, y)],
      onlyTyped(y),
      [x.shape],
      y,
    );
  },
  softmax(g) {
    const x = g.pick(g.values.filter(({ shape }) => shape.length > 0));
    if (!x) return MAKERS.table(g);
    const axis = g.int(0, x.shape.length - 1);
    const k = 30 - Math.ceil(Math.log2(x.shape[axis]));
    const falloff = g.pick([0.01, 0.2, 3]) / (x.dtype === 'int16' ? 256 : 1);
    const first = 2 ** g.int(1, k);
    let d = 0;
    const table = g.list('int32', [ENTRIES[x.dtype]], () => Math.round(first * Math.exp(-falloff * d++)));
    g.node('HzSoftmax', [x.name, table], `{axis: ${axis - g.pick([0, x.shape.length])}}`, [x.shape]);
    const [real] = g.values.splice(-1);
    const y = g.type();
    const steps = g.pick(y === 'int8' ? [127, 255, 1000] : [32767, 65535, 1e6]);
    return g.node(
      'HzQuantize',
      [real.name, g.list('float32', [], () => Math.fround(1 / steps))],
      onlyTyped(y),
      [x.shape],
      y,
    );
  },
  normalise(g) {
    const x = g.pick(g.values);
    if (x.shape.length === 0) return MAKERS.table(g);
    const axes = x.shape.map((_, i) => i).filter(() => g.pick([true, false]));
    if (axes.length === 0) axes.push(x.shape.length - 1);
    const part = (size: number) => {
      const shape = x.shape.map((dim) => g.pick([dim, 1]));
      return g.list('float32', shape.slice(g.pick([0, 0, 1])), () => Math.fround((size * g.int(-999, 999)) / 999));
    };
    const epsilon = g.list('float32', [], () => g.pick([0, 2 ** -10, 3, 1e5]));
    const norm = g.pick(['deviation', 'root-mean-square', 'euclidean']);
    const attrs = `axes: [${axes.join(', ')}], norm: "${norm}", bound: "${g.pick(['inside', 'added', 'least'])}"`;
    const y = g.type();
    const reach = y === 'int8' ? 100 : 20000;
    const inputs = [x.name, part(reach), part(reach / 2), epsilon];
    return g.node('HzSNormalize', inputs, `{${attrs}, ${g.bounds(y)}}`, [x.shape], y);
  },
  requantise(g) {
    const x = g.pick(g.values);
    const y = g.type();
    g.node('HzRequantize', [x.name, g.multiplier([], x.dtype, y)], `{${g.bounds(y)}}`, [x.shape], y);
  },
  maxPool(g) {
    const x = g.image();
    const { out, attrs } = g.window(x.shape, true);
    g.node('HzQuantizedMaxPool', [x.name], `{${attrs}}`, [[x.shape[0], x.shape[1], ...out]], x.dtype);
  },
  averagePool(g) {
    const x = g.image();
    const { out, attrs } = g.window(x.shape, true);
    const y = g.type();
    g.node(
      'HzSQuantizedAveragePool',
      [x.name, g.multiplier(g.pick([[], out]), x.dtype, y)],
      `{${attrs}, ${g.bounds(y)}}`,
      [[x.shape[0], x.shape[1], ...out]],
      y,
    );
  },
  globalPool(g) {
    const x = g.image();
    const y = g.type();
    g.node(
      'HzSQuantizedGlobalAveragePool',
      [x.name, g.multiplier([], x.dtype, y)],
      onlyTyped(y),
      [[x.shape[0], x.shape[1], 1, 1]],
      y,
    );
  },
  mean(g) {
    const x = g.pick(g.values);
    if (x.shape.length === 0) return MAKERS.table(g);
    const axes = x.shape.map((_, i) => i).filter(() => g.pick([true, false]));
    if (axes.length === 0) axes.push(x.shape.length - 1);
    const keepdims = g.pick([true, false]);
    const shape = x.shape.flatMap((dim, i) => (axes.includes(i) ? (keepdims ? [1] : []) : [dim]));
    const y = g.type();
    return g.node(
      'HzSQuantizedReduceMean',
      [x.name, g.multiplier([], x.dtype, y)],
      `{${typed(y)}axes: [${axes.join(', ')}], keepdims: ${keepdims}}`,
      [shape],
      y,
    );
  },
  resize(g) {
    const x = g.image();
    const [n, c, h, w] = x.shape;
    const [oh, ow] = [g.int(1, 9), g.int(1, 9)];
    if (g.pick([true, false])) {
      const table = (out: number, size: number) => g.list('int32', [out], () => g.int(0, size - 1));
      return g.node(
        'HzQuantizedResizeUpsample',
        [x.name, table(oh, h), table(ow, w)],
        '{mode: "nearest"}',
        [[n, c, oh, ow]],
        x.dtype,
      );
    }
    const table = (out: number, size: number) => {
      let k = 0;
      return g.list('int32', [out, 3], () => (k++ % 3 < 2 ? g.int(0, size - 1) : g.int(0, 2048)));
    };
    const y = g.type();
    const shift = (x.dtype === 'int16' ? -8 : 0) + (y === 'int16' ? 8 : 0);
    const multiplier = g.list('float32', [], () => 2 ** (g.int(-2, 1) - 22 + shift));
    return g.node(
      'HzQuantizedResizeUpsample',
      [x.name, table(oh, h), table(ow, w), multiplier],
      `{${typed(y)}mode: "linear"}`,
      [[n, c, oh, ow]],
      y,
    );
  },
  ...MOVEMENT_MAKERS,
};

/** The kinds of node a random graph may have. */
export const NODE_KINDS: readonly string[] = Object.keys(MAKERS);

/** Those whose constants are tables of 65,536 entries where they read int16: too large for a small memory. */
export const KINDS_WITH_TABLES: readonly string[] = ['table', 'softmax'];

const TYPES = { int8: ['int8'], int16: ['int16'], mixed: ['int8', 'int16'] } as const;

/** What a random graph is drawn from. */
export interface Draw {
  readonly seed: number;
  /** Number of nodes. */
  readonly size: number;
  readonly kinds?: readonly string[];
  /** The type of all activations, or any mixture. */
  readonly dtype?: keyof typeof TYPES;
}

/**
 * The text of a small quantised graph, its nodes spread over segments and the CPU; every value nobody reads is an
 * output.
 */
export function randomQuantisedText({ seed, size, dtype = 'int8', kinds = NODE_KINDS }: Draw): string {
  const g = new GraphWriter(seed, TYPES[dtype]);
  const input = [g.pick([1, 1, 2]), g.pick([1, 2, 3, 4, 8]), g.int(1, 9), g.int(1, 9)];
  const first = g.type();
  g.lines.push('graph net quantized', `input x: ${first}[${input.join('x')}] NCHW`);
  g.values.push({ name: 'x', shape: input, dtype: first });
  for (let i = 0; i < size; i++) {
    MAKERS[g.pick(kinds)](g);
    const last = g.values.at(-1);
    if (last && last.shape.reduce((a, b) => a * b, 1) > 4000) g.values.pop();
  }
  const text = g.lines.join('\n');
  const made = [...text.matchAll(/\bv\d+(?=[, =])/g)].map(([name]) => name);
  const outputs = [...new Set(made)].filter(
    (name) => !new RegExp(`\\(.*\\b${name}\\b.*\\)|output ${name}\\b`).test(text),
  );
  return [...g.lines, ...outputs.map((name) => `output ${name}`)].join('\n');
}

export function randomQuantisedGraph(draw: Draw, ops: OpSet): Graph<'quantized'> {
  return parseGraph(randomQuantisedText(draw), ops, 'quantized');
}
