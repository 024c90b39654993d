import { backend } from '@openbpu/backend-bayes-e';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { checkCpuKernels } from './check-cpu-kernels';

const graph = parseGraph(
  'input x: float32[1x2] NCHW\na: p = Relu(x)\nb: q = Exp(p)\nc: y = Relu(q)\noutput y',
  standardOps(),
  'imported',
);
const marked = (types: readonly string[]) => ({
  ...backend,
  operators: {
    ...backend.operators,
    ...Object.fromEntries(
      types.map((type) => [type, { ...backend.operators.Relu, class: 'cpu_not_integrated' as const }]),
    ),
  },
});

it('lets a model pass whose operators all have a kernel', () =>
  expect(() => checkCpuKernels(graph, backend)).not.toThrow());

it('names every operator without one, once', () => {
  expect(() => checkCpuKernels(graph, marked(['Relu', 'Exp', 'Sin']))).toThrow(
    /PIP005 .*HorizonRT not support these cpu operators: Exp, Relu\n/,
  );
});
