import { backend } from '@openbpu/backend-bayes-e';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { checkPlaced } from './check-placed';

const placed = (first: string) =>
  parseGraph(
    `input x: float32[1x2] NCHW\na: p = Relu(x) ${first}\nb: q = Exp(p) cpu "so"\nc: y = Relu(q) cpu "so"\noutput y`,
    standardOps(),
    'optimized',
  );
const marked = (types: readonly string[]) => ({
  operators: {
    ...backend.operators,
    ...Object.fromEntries(
      types.map((type) => [type, { ...backend.operators.Relu, class: 'cpu_not_integrated' as const }]),
    ),
  },
});
const ON_BPU = 'bpu id(0) int8/int8';

it('lets a model pass whose operators all have a kernel', () =>
  expect(() => checkPlaced(placed(ON_BPU), backend)).not.toThrow());

it('names every operator without a kernel once, and its nodes on the CPU', () => {
  expect(() => checkPlaced(placed(ON_BPU), marked(['Relu', 'Exp', 'Sin']))).toThrow(
    /PIP005 .*HorizonRT not support these cpu operators: Exp, Relu \(nodes "b", "c"\)\n/,
  );
  expect(() => checkPlaced(placed('cpu "so"'), marked(['Relu', 'Exp']))).toThrow(
    /operators: Exp, Relu \(nodes "a", "b", "c"\)\n/,
  );
  expect(() => checkPlaced(placed(ON_BPU), marked(['Exp']))).toThrow(/operators: Exp \(node "b"\)\n/);
});

it('refuses a model of which nothing is left for the BPU', () => {
  expect(() => checkPlaced(placed('cpu "so"'), backend)).toThrow(
    /PAS007 .*none of its 3 nodes.*\n +hint: the model needs/,
  );
  expect(() => checkPlaced(placed('cpu "so"'), backend, ['a', 'b'])).toThrow(
    /\(--skip-pass a --skip-pass b\): run without/,
  );
});
