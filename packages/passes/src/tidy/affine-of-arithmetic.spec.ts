import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { affineOfArithmetic } from './affine-of-arithmetic';

function affine(expression: string) {
  const graph = parseGraph(
    'input x: float32[1x2x1x1] NCHW\ninput z: float32[1x2x1x1] NCHW\n' +
      'input w: float32[1x2x1x3]\nconst row: float32[3] = [1, 2, 3]\nconst high: float32[1x2x3x1] = seed 1\n' +
      'const half: float32[2x1x1] = [0, 2]\nconst tall: float32[1x1x1x1x1] = [2]\n' +
      'const nan: float32[2x1x1] = [1, NaN]\n' +
      'const k: float32[2x1x1] = [2, -4]\nconst zero: float32[1] = [0]\n' +
      `const inf: float32[1] = [Infinity]\nn: y = ${expression}\noutput y`,
    standardOps(),
    'original',
  );
  const found = affineOfArithmetic(graph.node('n')!, graph);
  return found && [found.x, ...found.affine.scale, ...found.affine.shift];
}

it.each([
  ['Add(x, k)', [1, 1, 2, -4]],
  ['Add(k, x)', [1, 1, 2, -4]],
  ['Sub(x, k)', [1, 1, -2, 4]],
  ['Sub(k, x)', [-1, -1, 2, -4]],
  ['Mul(x, k)', [2, -4, 0, 0]],
  ['Mul(k, x)', [2, -4, 0, 0]],
  ['Div(x, k)', [0.5, -0.25, 0, 0]],
  ['Mul(x, zero)', [0, 0, 0, 0]],
])('%s', (expression, numbers) => {
  expect(affine(expression)).toEqual(['x', ...numbers]);
});

it.each([
  'Div(k, x)',
  'Div(x, zero)',
  'Div(x, half)',
  'Div(k, zero)',
  'Mul(w, row)',
  'Mul(w, high)',
  'Mul(x, tall)',
  'Add(x, nan)',
  'Max(x, k)',
  'Sub(k, x) {max: 1}',
  'Mul(x, inf)',
  'Add(x, z)',
  'Add(k, zero)',
  'Add(x, k) {min: 0}',
  'Mul(x, k) {max: 6}',
  'Relu(x)',
])('is nothing for %s', (expression) => {
  expect(affine(expression)).toBeUndefined();
});
