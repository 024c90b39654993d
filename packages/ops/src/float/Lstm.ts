import { defineOp } from '@openbpu/ir';
import { type Tensor, type TensorType, expectDType, float32, tensorType } from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';

function inferLstm(inputs: readonly (TensorType | undefined)[]): TensorType[] {
  const [x, w, b, r, cont, h0, c0] = inputs.map((input) => input?.shape.join('x'));
  if ([0, 1, 2, 3].some((i) => inputs[i]?.dtype !== 'float32')) throw new TypeError('Lstm takes float32 tensors');
  const [steps, batch, features] = inputs[0]!.shape;
  const hidden = inputs[3]!.shape[2];
  const rows = 4 * hidden;
  const fits =
    x === `${steps}x${batch}x${features}` &&
    w === `1x${rows}x${features}` &&
    b === `1x${2 * rows}` &&
    r === `1x${rows}x${hidden}` &&
    (cont === undefined || cont === `${steps}x${batch}`) &&
    [h0, c0].every((state) => state === undefined || state === `1x${batch}x${hidden}`);
  if (!fits) throw new RangeError(`weights ${w}, ${b} and ${r} do not belong to a sequence of ${x}`);
  const state = tensorType('float32', [1, batch, hidden]);
  return [tensorType('float32', [steps, batch, hidden]), state, state];
}

/**
 * Inputs: x [t, n, d]; as ONNX has them, gates in the order input, output, forget, cell: W [1, 4h, d], B [1, 8h], R
 * [1, 4h, h]; optional: cont [t, n], h₀ and c₀ [1, n, h] (else 0). Outputs: h of every step [t, n, h], the last h and c
 * [1, n, h].
 *
 * Formula, σ the logistic function: the state that step t reads is cont_t times that of step t − 1 (a 0 begins a new
 * sequence); c = σ(f) · c + σ(i) · tanh(g), h = σ(o) · tanh(c).
 */
export const Lstm = defineOp({
  name: 'Lstm',
  summary: 'Long short-term memory over a sequence, whose state can be cleared at any step.',
  accuracy: 'rounding',
  parseAttrs: noAttrs,
  infer: (inputs) => inferLstm(inputs),
  eval([x, w, b, r, cont, h0, c0]) {
    const [steps, batch, features] = x!.shape;
    const hidden = r!.shape[2];
    const read = (tensor: Tensor | undefined) => (tensor ? expectDType(tensor, 'float32').data : undefined);
    const [xs, ws, bs, rs] = [x, w, b, r].map((tensor) => read(tensor)!);
    const continues = read(cont);
    const h = Float32Array.from(read(h0) ?? new Float32Array(batch * hidden));
    const c = Float32Array.from(read(c0) ?? new Float32Array(batch * hidden));
    const y = new Float32Array(steps * batch * hidden);
    for (let step = 0; step < steps; step++) {
      for (let n = 0; n < batch; n++) {
        const keep = continues ? continues[step * batch + n] : 1;
        const before = h.slice(n * hidden, (n + 1) * hidden).map((value) => value * keep);
        const sum = (row: number) => {
          let total = bs[row] + bs[4 * hidden + row];
          for (let i = 0; i < features; i++) total += ws[row * features + i] * xs[(step * batch + n) * features + i];
          for (let i = 0; i < hidden; i++) total += rs[row * hidden + i] * before[i];
          return total;
        };
        for (let unit = 0; unit < hidden; unit++) {
          const [i, o, f, g] = [0, 1, 2, 3].map((gate) => sum(gate * hidden + unit));
          const at = n * hidden + unit;
          c[at] = logistic(f) * (c[at] * keep) + logistic(i) * Math.tanh(g);
          h[at] = logistic(o) * Math.tanh(c[at]);
        }
      }
      y.set(h, step * batch * hidden);
    }
    return [float32([steps, batch, hidden], y), float32([1, batch, hidden], h), float32([1, batch, hidden], c)];
  },
  macs: ([x, , , r]) => {
    const [steps, batch, features] = x!.shape;
    const hidden = r!.shape[2];
    return steps * batch * 4 * hidden * (features + hidden);
  },
});

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
