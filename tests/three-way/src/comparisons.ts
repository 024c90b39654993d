import type { Draw } from './draw';

const SIZE = 1000;
const small = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1) <= SIZE;

/** Quotients of computed tensors, and masks that choose between two of them. */
export const COMPARISONS: Readonly<Record<string, (d: Draw) => void>> = {
  quotient(d) {
    const x = d.any();
    if (!x) return;
    const same = d.values.filter(({ shape }) => shape.join() === x.shape.join());
    const by = d.pick(same).name;
    const kept = d.chance(0.7)
      ? d.node('Clip', [by], `min: ${d.real(0.2, 1)}, max: ${d.real(1, 3)}`, [x.shape])[0]
      : by;
    const above = d.chance(0.7) ? x.name : d.constant(d.pick([[], x.shape]), 2);
    d.node('Div', [above, kept], '', [x.shape]);
  },
  mask(d) {
    const x = d.any(small);
    if (!x) return;
    const same = d.values.filter(({ shape }) => shape.join() === x.shape.join());
    const other = d.chance(0.5) ? d.pick(same).name : d.constant(d.pick([[], x.shape]), d.real(0, 2));
    const op = d.pick(['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual']);
    const asked = d.chance(0.3) ? [other, x.name] : [x.name, other];
    const first = hidden(d, op, asked, '', x.shape);
    const mask = d.chance(0.15)
      ? hidden(d, 'Equal', [first, hidden(d, 'Less', [d.pick(same).name, x.name], '', x.shape)], '', x.shape)
      : first;
    const axis = x.shape.length - 1;
    const whole = `starts: [0], ends: [${x.shape[axis]}], axes: [${axis}]`;
    const choice = d.chance(0.3) && axis > 0 ? hidden(d, 'Slice', [mask], whole, x.shape) : mask;
    d.node(
      'OnnxOp',
      [choice, x.name, d.pick(same).name],
      `domain: "", opType: "Where", opset: ${d.foreignOpset}, attributes: {}, ` +
        `outputTypes: [{dtype: "float32", shape: [${x.shape.join(', ')}]}]`,
      [x.shape],
    );
  },
};

/** A node whose result is a mask: no tensor to build upon, it is read where it is made. */
function hidden(d: Draw, op: string, inputs: readonly string[], attrs: string, shape: readonly number[]): string {
  const [name] = d.node(op, inputs, attrs, [shape]);
  d.values.pop();
  return name;
}
