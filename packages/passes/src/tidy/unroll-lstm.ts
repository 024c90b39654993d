import { type RewriteSpec, rewritePass } from '@openbpu/core';
import { type GraphView, type Node, type ValueId, ABSENT, PatchBuilder, constantOf } from '@openbpu/ir';
import { Add, Concat, Conv, Lstm, Mul, Reshape, Sigmoid, Slice, Tanh, Transpose } from '@openbpu/ops';
import { type Tensor, expectDType, float32, reshapeTensor } from '@openbpu/tensor';
import { isNamed } from '../place/requests';
import { soleProducer } from './sole-producer';

/** A longer sequence stays one node: a step is a dozen of them. */
const MOST_STEPS = 64;

/**
 * Before: Lstm(x [t, 1, d], W, B, R) -> y [t, 1, h], h_t, c_t
 * After: one 1x1 Conv of all steps with W and the sum of the biases; then for every step a 1x1 Conv of the state with
 * R, their sum, Sigmoid of three gates, Tanh of the fourth, and the products and sums of the state; a Concat of all
 * steps. Images [1, channels, 1, t], so that every node is one that the lists of the marches take.
 * Backward, which is between two Slices that turn the sequence round: the steps are walked from the last and put
 * together in the order of x; either Slice goes where only the Lstm is on its other side. The image is that of the way
 * forward where that has been written out.
 * Conditions: batch 1, weights are constants, no step clears the state, at most 64 steps; not named in `onCpu`.
 * Formula: that of `Lstm`.
 */
export const unrollLstm = (onCpu: readonly string[] = []) =>
  rewritePass<'original'>({
    name: 'unroll-lstm',
    summary: 'Writes an LSTM out step by step, in operators that run on the BPU.',
    rewrite: (node, graph) => (isNamed(node, onCpu) ? undefined : unrolled(node, graph, onCpu)),
  });

function unrolled(node: Node, graph: GraphView, onCpu: readonly string[]): ReturnType<RewriteSpec['rewrite']> {
  if (!Lstm.is(node)) return undefined;
  const [x, w, b, r, cont = ABSENT, h0 = ABSENT, c0 = ABSENT] = node.inputs;
  const [steps, batch, features] = graph.value(x).type.shape;
  const [weights, bias, recurrent] = [w, b, r].map((id) => constantOf(graph, id));
  if (!weights || !bias || !recurrent || cont !== ABSENT || batch !== 1 || steps < 1 || steps > MOST_STEPS)
    return undefined;
  const hidden = recurrent.shape[2];
  const beside = [[h0, c0].includes(x) ? undefined : soleProducer(graph, x), soleReader(graph, node.outputs[0])];
  const [before, behind] = beside.map((at) => (turns(at, graph) && !isNamed(at, onCpu) ? at : undefined));
  const gone = [before, node, behind].filter((at) => at !== undefined);
  const build = new PatchBuilder(graph, `unroll "${node.id}" into ${steps} steps`).remove(...gone);
  const write = new Writer(build, node.id, originsOf([node, ...gone]));
  const kernel = (name: string, matrix: Tensor, depth: number) =>
    build.constant(`${node.id}_${name}`, reshapeTensor(matrix, [4 * hidden, depth, 1, 1]));
  const state = (id: ValueId) => (id === ABSENT ? undefined : write.op(Reshape, [id], { shape: [1, hidden, 1, 1] }));
  const shape = [1, 1, steps, features];
  const asImage = (from: ValueId) =>
    write.op(Transpose, [write.op(Reshape, [from], { shape })], { perm: [0, 3, 1, 2] });
  const sequence = before ? (imageOf(before.inputs[0], shape, graph) ?? asImage(before.inputs[0])) : asImage(x);
  const both = build.constant(`${node.id}_bias`, sumOfHalves(bias, 4 * hidden));
  const fed = write.op(Conv, [sequence, kernel('weight', weights, features), both], { kernel: [1, 1] });
  const own = kernel('recurrent', recurrent, hidden);
  const part = (from: ValueId, axis: number, first: number, last: number) =>
    write.op(Slice, [from], { starts: [first], ends: [last], axes: [axis] });
  let [h, c] = [state(h0), state(c0)];
  const every: ValueId[] = [];
  for (let step = 0; step < steps; step++) {
    const at = before ? steps - 1 - step : step;
    const input = steps === 1 ? fed : part(fed, 3, at, at + 1);
    const sums = h === undefined ? input : write.op(Add, [input, write.op(Conv, [h, own], { kernel: [1, 1] })]);
    const gates = write.op(Sigmoid, [part(sums, 1, 0, 3 * hidden)]);
    const cell = write.op(Tanh, [part(sums, 1, 3 * hidden, 4 * hidden)]);
    const [i, o, f] = [0, 1, 2].map((gate) => part(gates, 1, gate * hidden, (gate + 1) * hidden));
    const written = write.op(Mul, [i, cell]);
    c = c === undefined ? written : write.op(Add, [write.op(Mul, [f, c]), written]);
    h = write.op(Mul, [o, write.op(Tanh, [c])]);
    every.push(h);
  }
  if (behind) every.reverse();
  const all = steps === 1 ? every[0] : write.op(Concat, every, { axis: 3 });
  const turned = write.op(Transpose, [all], { perm: [0, 2, 3, 1] });
  const [, ...states] = node.outputs;
  write.last(turned, [steps, 1, hidden], node.id, (behind ?? node).outputs[0]);
  [h, c].forEach((last, i) => last !== undefined && write.last(last, [1, 1, hidden], `${node.id}_state`, states[i]));
  return build.build();
}

/** The only node that reads a value that is no output. */
function soleReader(graph: GraphView, id: ValueId): Node | undefined {
  const readers = graph.consumers(id);
  return readers.length === 1 && !graph.isOutput(id) ? readers[0] : undefined;
}

/** Whether a node gives all steps of a sequence [t, …] in the other order, and nothing else. */
function turns(node: Node | undefined, graph: GraphView): node is Node {
  if (!node || !Slice.is(node)) return false;
  const [from, to] = [node.inputs[0], node.outputs[0]].map((id) => graph.value(id).type.shape.join());
  return node.attrs.axes.join() === '0' && node.attrs.steps[0] === -1 && from === to;
}

/** The image of a sequence that the way forward has made of it. */
function imageOf(sequence: ValueId, shape: readonly number[], graph: GraphView): ValueId | undefined {
  const made = graph
    .consumers(sequence)
    .filter((node) => Reshape.is(node) && graph.value(node.outputs[0]).type.shape.join() === shape.join())
    .flatMap(({ outputs }) => graph.consumers(outputs[0]))
    .find((node) => Transpose.is(node) && node.attrs.perm?.join() === '0,3,1,2');
  return made?.outputs[0];
}

/** The origins of some nodes, each once. */
function originsOf(nodes: readonly Node[]): Node['origins'] {
  return [...new Map(nodes.flatMap(({ origins }) => origins).map((origin) => [origin.name, origin])).values()];
}

/** Writes nodes named after the one they stand for, with its origins. */
class Writer {
  constructor(
    private readonly build: PatchBuilder,
    private readonly name: string,
    private readonly origins: Node['origins'],
  ) {}

  op(op: Node['op'], inputs: readonly ValueId[], attrs: Record<string, unknown> = {}): ValueId {
    const id = this.build.free(`${this.name}_${op.name.toLowerCase()}`);
    return this.build.node({ id, op, inputs, attrs, origins: this.origins })[0];
  }

  /** An output of the node that was asked for, in the shape it had. */
  last(from: ValueId, shape: readonly number[], name: string, output: ValueId | undefined): void {
    if (output === undefined) return;
    const id = name === this.name ? name : this.build.free(name);
    this.build.node({ id, op: Reshape, inputs: [from], attrs: { shape }, outputs: [output], origins: this.origins });
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
