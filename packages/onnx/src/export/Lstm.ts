import { ABSENT } from '@openbpu/ir';
import { Lstm as op } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import { type ExportSite, defineExporter } from './exporter';
import { type Steps, stepsOf } from './steps';

/** ONNX's LSTM; where the state can be cleared on the way, which that cannot, every step in plain arithmetic. */
export const Lstm = defineExporter(op, (site) => {
  const s = stepsOf(site);
  const [x, w, b, r, cont = ABSENT, h0 = ABSENT, c0 = ABSENT] = site.inputs;
  const [steps, batch] = site.typeOf(x).shape;
  const hidden = site.typeOf(r).shape[2];
  if (cont !== ABSENT) return unrolled(site, s, steps, batch, hidden);
  const attributes = [intAttribute('hidden_size', hidden)];
  const [y, ...states] = s.ops('LSTM', [x, w, r, b, ABSENT, h0, c0], 3, attributes);
  site.emit('Reshape', [y, s.numbers(steps, batch, hidden)], [site.outputs[0]]);
  pass(site, states);
});

function unrolled(site: ExportSite<unknown>, s: Steps, steps: number, batch: number, hidden: number): void {
  const [x, w, b, r, cont, h0 = ABSENT, c0 = ABSENT] = site.inputs;
  const axis = (value: number) => [intAttribute('axis', value)];
  const turned = (matrix: string) => s.op('Transpose', [matrix], [intsAttribute('perm', [0, 2, 1])]);
  const biases = s.ops('Split', [s.reshape(b, 2, 1, 4 * hidden)], 2, axis(0));
  const each = (value: string) => (steps === 1 ? [value] : s.ops('Split', [value], steps, axis(0)));
  const fed = each(s.op('Add', [s.op('MatMul', [x, turned(w)]), s.op('Add', biases)]));
  const keeps = each(s.reshape(cont, steps, batch, 1));
  const recurrent = turned(r);
  const none = s.constant(float32([1, batch, hidden], new Float32Array(batch * hidden)));
  let [h, c] = [h0 === ABSENT ? none : h0, c0 === ABSENT ? none : c0];
  const every = fed.map((input, step) => {
    const sums = s.op('Add', [input, s.op('MatMul', [s.op('Mul', [h, keeps[step]]), recurrent])]);
    const [i, o, f, g] = s.ops('Split', [sums], 4, axis(2));
    const kept = s.op('Mul', [s.op('Sigmoid', [f]), s.op('Mul', [c, keeps[step]])]);
    c = s.op('Add', [kept, s.op('Mul', [s.op('Sigmoid', [i]), s.op('Tanh', [g])])]);
    h = s.op('Mul', [s.op('Sigmoid', [o]), s.op('Tanh', [c])]);
    return h;
  });
  site.emit('Concat', every, [site.outputs[0]], axis(0));
  pass(site, [h, c]);
}

/** The last states, where anybody asked for them. */
function pass(site: ExportSite<unknown>, states: readonly string[]): void {
  states.forEach((state, i) => {
    const output = site.outputs[i + 1];
    if (output !== undefined) site.emit('Identity', [state], [output], [], `state${i}`);
  });
}
