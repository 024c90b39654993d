import { printGraph, verifyGraph } from '@openbpu/ir';
import { Gemm, Relu } from '@openbpu/ops';
import { float32, tensorType } from '@openbpu/tensor';
import { NetworkDraft } from './network-draft';

it('builds a sound graph whose output has its name', () => {
  const draft = new NetworkDraft();
  const x = draft.input('x', tensorType('float32', [1, 2]));
  const dense = draft.node(Gemm, 'dense', [x, draft.constant('w', float32([3, 2], [1, 2, 3, 4, 5, 6]))], {});
  const graph = draft.finish('tiny', draft.node(Relu, 'relu', [dense], {}), 'y');
  expect(verifyGraph(graph)).toEqual([]);
  expect(printGraph(graph)).toMatch(/dense: dense_out.*= Gemm\(x, w\)\n.*relu: y.*= Relu\(dense_out\)/);
});

it('lets an op refuse what does not fit', () => {
  const draft = new NetworkDraft();
  const x = draft.input('x', tensorType('float32', [1, 2]));
  expect(() => draft.node(Gemm, 'dense', [x, draft.constant('w', float32([3, 4], new Float32Array(12)))], {})).toThrow(
    RangeError,
  );
});
