import { type ValueId, ABSENT } from '@openbpu/ir';
import { float32 } from '@openbpu/tensor';
import type { GraphBuilder } from '../graph/graph-builder';
import type { ImportNode } from '../graph/import-node';
import { type Mapping, OPAQUE } from '../graph/mapping';
import { attentionBias } from './support/attention-bias';

/** Batch, heads, places, size of a head. */
type Heads = readonly [number, number, number, number];

/** An Attention whose operands fit together. */
interface Parts {
  readonly q: Heads;
  /** Keys and values, the past of both included in `past`. */
  readonly k: Heads;
  readonly v: Heads;
  readonly past: number;
  readonly scale: number;
  readonly softcap: number;
  readonly bias: ValueId;
}

const MODES = 4;

/**
 * `softmax(q·kᵀ·scale + bias)·v`, written out: queries times the scale, the MatMul of the scores, an Add of the masks,
 * Tanh between two Muls for `softcap`, Softmax and MatMul. Query heads that share keys and values are rows of one
 * matrix. Masks that are chosen at run time, and types other than float32, stay an ONNX operator.
 */
export const Attention: Mapping = {
  opTypes: ['Attention'],
  translate(node, b) {
    const parts = partsOf(node, b);
    if (!parts) return OPAQUE;
    return emit(node, b, parts);
  },
};

function partsOf(node: ImportNode, b: GraphBuilder): Parts | undefined {
  const { attributes } = node;
  const input = (at: number) => node.inputs[at] ?? ABSENT;
  const floats = [0, 1, 2, 4, 5].map(input);
  const given = floats.filter((id) => id !== ABSENT);
  const flat = b.shapeOf(input(0)).length === 3;
  const heads = (name: string) => attributes.int(name) ?? attributes.wrong(name, 'is missing');
  const [queries, others] = flat ? [heads('q_num_heads'), heads('kv_num_heads')] : [0, 0];
  const [q, k, v] = [queries, others, others].map((count, at) => headsOf(b.shapeOf(input(at)), flat, count));
  if (!q || !k || !v || !b.are('float32', given) || given.some((id) => b.shapeOf(id).includes(0))) return undefined;
  const [pastKeys, pastValues] = [input(4), input(5)].map((id) => (id === ABSENT ? [...k, 0] : b.shapeOf(id)));
  const past = input(4) === ABSENT ? 0 : pastKeys[2];
  const stored =
    (input(4) === ABSENT) === (input(5) === ABSENT) &&
    (past === 0 || (fitsPast(pastKeys, k) && fitsPast(pastValues, v) && pastValues[2] === past));
  const fit = k[0] === q[0] && v[0] === q[0] && v[1] === k[1] && v[2] === k[2] && k[3] === q[3] && q[1] % k[1] === 0;
  const scale = attributes.float('scale', 1 / Math.sqrt(q[3]));
  const softcap = attributes.float('softcap', 0);
  if (!fit || !stored || !(scale > 0) || !(softcap >= 0)) return undefined;
  const bias = attentionBias(node, b, {
    mask: input(3),
    lengths: input(6),
    causal: attributes.flag('is_causal', false),
    past,
    scores: [q[0], q[1], q[2], past + k[2]],
  });
  return bias === undefined ? undefined : { q, k, v, past, scale, softcap, bias };
}

/** The heads of an operand: its second dimension, or `count` parts of its last one. */
function headsOf(shape: readonly number[], flat: boolean, count: number): Heads | undefined {
  if (shape.length !== (flat ? 3 : 4)) return undefined;
  const [batch, ...rest] = shape;
  if (!flat) return [batch, rest[0], rest[1], rest[2]];
  const [places, width] = rest;
  return count > 0 && width % count === 0 ? [batch, count, places, width / count] : undefined;
}

function fitsPast(past: readonly number[], now: Heads): boolean {
  return past.length === 4 && [0, 1, 3].every((axis) => past[axis] === now[axis]);
}

function emit(node: ImportNode, b: GraphBuilder, { q, k, v, past, scale, softcap, bias }: Parts): void {
  const step = (suffix: string, op: string, inputs: readonly ValueId[], attrs = {}) =>
    b.step(node, suffix, op, inputs, attrs);
  const times = (suffix: string, id: ValueId, factor: number) =>
    factor === 1 ? id : step(suffix, 'Mul', [id, b.addConstant(node, suffix, float32([], [factor]))]);
  const flat = b.shapeOf(node.inputs[0]).length === 3;
  const split = (suffix: string, id: ValueId, [batch, count, places, size]: Heads) => {
    const parted = b.reshaped(node, `${suffix}_heads`, id, [batch, places, count, size]);
    return flat ? step(suffix, 'Transpose', [parted], { perm: [0, 2, 1, 3] }) : id;
  };
  const [batch, count, rows] = q;
  const [, shared, here] = k;
  const keys = past + here;
  const grouped = (suffix: string, id: ValueId, width: number) =>
    b.reshaped(node, suffix, id, [batch, shared, (count / shared) * rows, width]);
  const stored = (at: number, id: ValueId) => {
    const whole = past > 0 ? step(`present_${at}`, 'Concat', [node.inputs[at + 3], id], { axis: 2 }) : id;
    if (node.usedOutputs > at) b.alias(node.outputs[at], whole);
    return whole;
  };

  const query = split('query', times('scale', node.inputs[0], scale), q);
  const key = stored(1, split('key', node.inputs[1], k));
  const value = stored(2, split('value', node.inputs[2], v));
  const turned = step('key_turned', 'Transpose', [key], { perm: [0, 1, 3, 2] });
  const product = step('scores', 'MatMul', [grouped('query_rows', query, q[3]), turned]);
  const scores = b.reshaped(node, 'scores_rows', product, [batch, count, rows, keys]);
  const masked = bias === ABSENT ? scores : step('masked', 'Add', [scores, bias]);
  const limited =
    softcap === 0
      ? masked
      : times('softcap', step('limited', 'Tanh', [times('softcap_inverse', masked, 1 / softcap)]), softcap);
  const weights = step('softmax', 'Softmax', [limited], { axis: 3 });
  const mode = node.attributes.int('qk_matmul_output_mode', 0);
  if (mode < 0 || mode >= MODES) node.attributes.wrong('qk_matmul_output_mode', 'is none of 0, 1, 2 and 3');
  if (node.usedOutputs > 3) b.alias(node.outputs[3], [scores, masked, limited, weights][mode]);
  const last = [grouped('weights_rows', weights, keys), value];
  const shape = [batch, count, rows, v[3]];
  if (!flat && count === shared) return b.emit(node, 'MatMul', last);
  const seen = b.main(node, 'MatMul', last);
  if (!flat) return b.finish(node, 'rows', 'Reshape', [seen], { shape });
  const joined = step('joined', 'Transpose', [b.reshaped(node, 'rows', seen, shape)], { perm: [0, 2, 1, 3] });
  b.finish(node, 'flat', 'Reshape', [joined], { shape: [batch, rows, count * v[3]] });
}
