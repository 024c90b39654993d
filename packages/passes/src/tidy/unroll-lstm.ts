import { type RewriteSpec, rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, ABSENT, PatchBuilder, constantOf } from '@openbpu/ir';
import { Add, Concat, Conv, Lstm, Mul, Reshape, Sigmoid, Slice, Tanh, Transpose } from '@openbpu/ops';
import { type Tensor, expectDType, float32, reshapeTensor } from '@openbpu/tensor';
import { isNamed } from '../place/requests';

/** A longer sequence stays one node: a step is a dozen of them. */
const MOST_STEPS = 64;

/**
 * Before: Lstm(x [t, 1, d], W, B, R) -> y [t, 1, h], h_t, c_t
 * After: one 1x1 Conv of all steps with W and the sum of the biases; then for every step a 1x1 Conv of the state with
 * R, their sum, Sigmoid of three gates, Tanh of the fourth, and the products and sums of the state; a Concat of all
 * steps. Images [1, channels, 1, t], so that every node is one that the lists of the marches take.
 * Conditions: batch 1, weights are constants, no step clears the state, at most 64 steps; not named in `onCpu`.
 * Formula: that of `Lstm`.
 */
export const unrollLstm = (onCpu: readonly string[] = []) =>
  rewritePass<'original'>({
    name: 'unroll-lstm',
    summary: 'Writes an LSTM out step by step, in operators that run on the BPU.',
    rewrite: (node, graph) => (isNamed(node, onCpu) ? undefined : unrolled(node, graph)),
  });

function unrolled(node: Node, graph: GraphView): ReturnType<RewriteSpec['rewrite']> {
  if (!Lstm.is(node)) return undefined;
  const [x, w, b, r, cont = ABSENT, h0 = ABSENT, c0 = ABSENT] = node.inputs;
  const [steps, batch, features] = graph.value(x).type.shape;
  const [weights, bias, recurrent] = [w, b, r].map((id) => constantOf(graph, id));
  if (!weights || !bias || !recurrent || cont !== ABSENT || batch !== 1 || steps < 1 || steps > MOST_STEPS)
    return undefined;
  const hidden = recurrent.shape[2];
  const build = new PatchBuilder(graph, `unroll "${node.id}" into ${steps} steps`).remove(node);
  const write = new Writer(build, node);
  const kernel = (name: string, matrix: Tensor, depth: number) =>
    build.constant(`${node.id}_${name}`, reshapeTensor(matrix, [4 * hidden, depth, 1, 1]));
  const state = (id: ValueId) => (id === ABSENT ? undefined : write.op(Reshape, [id], { shape: [1, hidden, 1, 1] }));
  const sequence = write.op(Transpose, [write.op(Reshape, [x], { shape: [1, 1, steps, features] })], {
    perm: [0, 3, 1, 2],
  });
  const both = build.constant(`${node.id}_bias`, sumOfHalves(bias, 4 * hidden));
  const fed = write.op(Conv, [sequence, kernel('weight', weights, features), both], { kernel: [1, 1] });
  const own = kernel('recurrent', recurrent, hidden);
  const part = (from: ValueId, axis: number, first: number, last: number) =>
    write.op(Slice, [from], { starts: [first], ends: [last], axes: [axis] });
  let [h, c] = [state(h0), state(c0)];
  const every: ValueId[] = [];
  for (let step = 0; step < steps; step++) {
    const input = steps === 1 ? fed : part(fed, 3, step, step + 1);
    const sums = h === undefined ? input : write.op(Add, [input, write.op(Conv, [h, own], { kernel: [1, 1] })]);
    const gates = write.op(Sigmoid, [part(sums, 1, 0, 3 * hidden)]);
    const cell = write.op(Tanh, [part(sums, 1, 3 * hidden, 4 * hidden)]);
    const [i, o, f] = [0, 1, 2].map((gate) => part(gates, 1, gate * hidden, (gate + 1) * hidden));
    const written = write.op(Mul, [i, cell]);
    c = c === undefined ? written : write.op(Add, [write.op(Mul, [f, c]), written]);
    h = write.op(Mul, [o, write.op(Tanh, [c])]);
    every.push(h);
  }
  const all = steps === 1 ? every[0] : write.op(Concat, every, { axis: 3 });
  const turned = write.op(Transpose, [all], { perm: [0, 2, 3, 1] });
  write.last(turned, [steps, 1, hidden], 0);
  [h, c].forEach((last, i) => last !== undefined && write.last(last, [1, 1, hidden], i + 1));
  return build.build();
}

/** Writes nodes named after the one they stand for, with its origins. */
class Writer {
  constructor(
    private readonly build: PatchBuilder,
    private readonly node: Node,
  ) {}

  op(op: Node['op'], inputs: readonly ValueId[], attrs: Record<string, unknown> = {}): ValueId {
    const id = this.build.free(`${this.node.id}_${op.name.toLowerCase()}`);
    return this.build.node({ id, op, inputs, attrs, origins: this.node.origins })[0];
  }

  /** An output of the node, in the shape it had; the first takes the node's own name. */
  last(from: ValueId, shape: readonly number[], index: number): void {
    const { id, outputs, origins } = this.node;
    if (outputs[index] === undefined) return;
    this.build.node({
      id: index === 0 ? id : this.build.free(`${id}_state`),
      op: Reshape,
      inputs: [from],
      attrs: { shape },
      outputs: [outputs[index]],
      origins,
    });
  }
}

/** The biases of the input and of the state, which are added anyway. */
function sumOfHalves(bias: Tensor, length: number): Tensor {
  const { data } = expectDType(bias, 'float32');
  return float32(
    [length],
    Array.from({ length }, (_, i) => data[i] + data[length + i]),
  );
}
