import { type ValueId, ABSENT } from '@openbpu/ir';
import { Concat, Expand, Lstm, Reshape } from '@openbpu/ops';
import { type Tensor, float32, sizeOf } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/** Where a gate of ONNX (input, output, forget, cell) stands among those of Caffe (input, forget, output, cell). */
const GATES = [0, 2, 1, 3];

/**
 * `Lstm`. Bottoms: x [t, n, …], cont [t, n] (without it nothing is ever cleared), with a further one of [n, …] a static
 * input of every step, with `expose_hidden` at last h₀ and c₀ [1, n, h]; tops: h [t, n, h], and then the last h and c.
 * Blobs: weights of x [4h, d], bias [4h], those of the static input [4h, s] where there is one, those of h [4h, h].
 */
export const LSTM: LayerRule = {
  types: ['LSTM'],
  translate(site) {
    const param = site.param('recurrent_param');
    const hidden = param.int('num_output', 1) ?? site.refuse('num_output is missing');
    const exposed = param.flag('expose_hidden', false);
    const states = exposed ? site.inputs.slice(-2) : [];
    const [x, cont, constant, ...more] = exposed ? site.inputs.slice(0, -2) : site.inputs;
    if (x === undefined || more.length > 0) site.refuse(`it has ${site.inputs.length} bottoms`);
    const [steps, batch = 1, ...rest] = site.shapeOf(x);
    const features = sizeOf(rest);
    const rows = 4 * hidden;
    const own = site.blob(0, [rows, features], 'weight of its bottom');
    const bias = site.blob(1, [rows], 'bias');
    const extra = constant === undefined ? 0 : sizeOf(site.shapeOf(constant).slice(1));
    const still = constant === undefined ? undefined : site.blob(2, [rows, extra], 'weight of its static bottom');
    const recurrent = site.blob(still ? 3 : 2, [rows, hidden], 'weight of its state');
    const shaped = (suffix: string, from: ValueId, shape: readonly number[]): ValueId =>
      site.shapeOf(from).join() === shape.join() ? from : site.step(suffix, Reshape, [from], { shape });
    let sequence = shaped('sequence', x, [steps, batch, features]);
    if (constant !== undefined) {
      const once = shaped('static', constant, [1, batch, extra]);
      const always = site.step('always', Expand, [once], { shape: [steps, batch, extra] });
      sequence = site.step('both', Concat, [sequence, always], { axis: 2 });
    }
    const inputs = [
      sequence,
      site.constant('weight', byGate(still ? beside(own, still) : own, hidden)),
      site.constant('bias', float32([1, 2 * rows], [...byGate(bias, hidden).data, ...new Float32Array(rows)])),
      site.constant('recurrent', byGate(recurrent, hidden)),
      cont === undefined ? ABSENT : shaped('cont', cont, [steps, batch]),
      ...states.map((state, i) => shaped(`state_${i}`, state, [1, batch, hidden])),
    ];
    while (inputs[inputs.length - 1] === ABSENT) inputs.pop();
    return site.finish(Lstm, inputs);
  },
};

/** [4h, k] or [4h] as [1, 4h, k], the gates in ONNX's order. */
function byGate({ shape: [rows, columns = 1], data }: Tensor<'float32'>, hidden: number): Tensor<'float32'> {
  const size = hidden * columns;
  const gates = GATES.map((gate) => data.subarray(gate * size, (gate + 1) * size));
  return float32(
    [1, rows, columns],
    gates.flatMap((gate) => Array.from(gate)),
  );
}

/** [r, a] and [r, b] as [r, a + b]. */
function beside(left: Tensor<'float32'>, right: Tensor<'float32'>): Tensor<'float32'> {
  const [rows, a] = left.shape;
  const [, b] = right.shape;
  return float32(
    [rows, a + b],
    Array.from({ length: rows * (a + b) }, (_, i) => {
      const [row, column] = [Math.floor(i / (a + b)), i % (a + b)];
      return column < a ? left.data[row * a + column] : right.data[row * b + column - a];
    }),
  );
}
