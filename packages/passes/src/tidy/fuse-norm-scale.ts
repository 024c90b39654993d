import { rewritePass } from '@openbpu/core';
import { type AnyOp, type GraphView, type Node, type ValueId, PatchBuilder, constantOf } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { type Tensor, float32, hasDType, reshapeTensor, sameShape } from '@openbpu/tensor';
import { isPlain } from './clamped-sum';
import { isAsked } from './norm-parts';
import { perChannel } from './per-channel';
import { soleProducer } from './sole-producer';

/** Normalisations whose scale and bias are of the channels, and those where they broadcast. */
const OF_CHANNELS: readonly AnyOp[] = [ops.InstanceNormalization, ops.GroupNormalization];
const BROADCAST: readonly AnyOp[] = [ops.L2Normalization, ops.LayerNormalization, ops.RMSNormalization];
/** Those without a bias. */
const UNBIASED: readonly AnyOp[] = [ops.L2Normalization, ops.RMSNormalization];

/**
 * Before: a normalisation, times a constant or plus one
 * After: the normalisation with that scale or bias, named like the last
 * Conditions: nobody else reads the normalisation; no folded activation; its scale and bias are absent, or constants of
 * the shape of the other or one of them of one element; the constant is one a channel where the operator takes no
 * other; one that takes no mean away takes no summand; `onBpu` does not name the product or sum.
 * Formula: (n · s + b) · k = n · (s · k) + b · k, rounded once each.
 */
export const fuseNormScale = (onBpu: readonly string[] = []) =>
  rewritePass<'original'>({
    name: 'fuse-norm-scale',
    summary: 'Takes a constant factor, or summand, into the normalisation before it.',
    rewrite(node, graph) {
      const times = ops.Mul.is(node);
      if (!(times || ops.Add.is(node)) || !isPlain(node.attrs)) return undefined;
      const side = node.inputs.findIndex((id) => constantOf(graph, id));
      const norm = side < 0 ? undefined : soleProducer(graph, node.inputs[1 - side]);
      const k = norm && partFor(norm, graph, constantOf(graph, node.inputs[side])!);
      if (!norm || !k || (!times && UNBIASED.some((op) => op.is(norm)))) return undefined;
      if (!sameShape(graph.value(norm.outputs[0]).type.shape, graph.value(node.outputs[0]).type.shape))
        return undefined;
      const [x, ...parts] = norm.inputs;
      const [scale, bias] = [0, 1].map((i) => (parts[i] ? constantOf(graph, parts[i]) : undefined));
      const computed = parts.some((id) => id && !constantOf(graph, id));
      const fits = (part: Tensor | undefined) =>
        !part || sameShape(part.shape, k.shape) || k.data.length === 1 || part.data.length === 1;
      if (computed || !fits(scale) || !fits(bias)) return undefined;
      if (isAsked(onBpu, [node])) return undefined;
      const build = new PatchBuilder(graph, `take "${node.id}" into "${norm.id}"`).remove(norm, node);
      const kept = (part: Tensor | undefined, index: number, apply: boolean, alone: boolean): ValueId => {
        if (!part) return alone ? build.constant(node.inputs[side], k) : '';
        return apply ? build.constant(parts[index], combined(times ? ops.Mul : ops.Add, part, k)) : parts[index];
      };
      const inputs = [x, kept(scale, 0, times, times), kept(bias, 1, true, !times)];
      build.node({
        ...norm,
        id: node.id,
        inputs: inputs.slice(0, inputs.findLastIndex((id) => id !== '') + 1),
        attrs: { ...(norm.attrs as object) },
        outputs: node.outputs,
        origins: [...norm.origins, ...node.origins],
      });
      return build.build();
    },
  });

/** A constant as a normalisation takes it, or undefined where it cannot. */
function partFor(norm: Node, graph: GraphView, constant: Tensor): Tensor | undefined {
  const { shape } = graph.value(norm.outputs[0]).type;
  if (!hasDType(constant, 'float32')) return undefined;
  if (OF_CHANNELS.some((op) => op.is(norm))) {
    const each = perChannel(constant, shape);
    return each && float32([each.length], each);
  }
  if (!BROADCAST.some((op) => op.is(norm))) return undefined;
  const from = constant.shape.findIndex((dim) => dim !== 1);
  return reshapeTensor(constant, from < 0 ? [1] : constant.shape.slice(from));
}

/** A part times, or plus, a constant of its shape or of one element. */
function combined(op: typeof ops.Mul | typeof ops.Add, part: Tensor, k: Tensor): Tensor {
  return op.eval([part, k], op.parseAttrs({}))[0];
}
