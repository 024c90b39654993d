import type { Draw } from './draw';

/** So large that a rounding in a flat tensor is not made large. */
const EPSILON = 0.125;

/** Normalisations, as one node and written out. */
export const NORMALISATIONS: Readonly<Record<string, (d: Draw) => void>> = {
  normalisation(d) {
    const x = d.any((shape) => shape.length > 2);
    if (!x) return;
    const [, channels] = x.shape;
    const last = x.shape.length - 1;
    const over = `axes: [${d.pick([1, last])}], epsilon: ${EPSILON}`;
    const [op, attrs] = d.pick([
      ['LayerNormalization', over],
      ['RMSNormalization', over],
      ['L2Normalization', `${over}, bound: "${d.pick(['least', 'added', 'inside'])}"`],
      ['InstanceNormalization', `epsilon: ${EPSILON}`],
      ['GroupNormalization', `groups: ${channels % 2 === 0 ? 2 : 1}, epsilon: ${EPSILON}`],
    ]);
    const scale = op === 'InstanceNormalization' || op === 'GroupNormalization' ? [d.constant([channels])] : [];
    d.node(op, [x.name, ...scale], attrs, [x.shape]);
  },
  written(d) {
    const x = d.any((shape) => shape.length > 2);
    if (!x) return;
    const axis = d.int(1, x.shape.length - 1);
    const kept = x.shape.map((dim, i) => (i === axis ? 1 : dim));
    const step = (op: string, inputs: readonly string[], shape = x.shape, attrs = '') =>
      d.node(op, inputs, attrs, [shape])[0];
    const mean = (of: string) => step('ReduceMean', [of], kept, `axes: [${axis}]`);
    const centred = d.chance(0.6) ? step('Sub', [x.name, mean(x.name)]) : x.name;
    const variance = step('Add', [mean(step('Mul', [centred, centred])), d.list([], [EPSILON])], kept);
    step('Div', [centred, step('Sqrt', [variance], kept)]);
  },
};
