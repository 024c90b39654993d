import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { checkSizes } from './check-sizes';

const graph = (shape: string) =>
  parseGraph(`input x: float32[${shape}]\nn: y = Relu(x)\noutput y`, standardOps(), 'imported');

it('passes what can be held', () => {
  expect(() => checkSizes(graph('1x512x1024x1024'))).not.toThrow();
});

it('names the first tensor that cannot', () => {
  expect(() => checkSizes(graph('1x513x1024x1024'))).toThrow(
    /PIP040 error +tensor "x" of shape .*\n {2}hint: .*input_shape/,
  );
  expect(() => checkSizes(graph('1x513x1024x1024'))).toThrow(
    expect.objectContaining({ diagnostics: [expect.objectContaining({ at: { name: 'x' } })] }),
  );
});
