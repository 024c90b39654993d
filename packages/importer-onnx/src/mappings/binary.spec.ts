import { float32, tensorType } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

it('keeps arithmetic, broadcasting', async () => {
  for (const opType of ['Add', 'Sub', 'Mul', 'Div']) {
    const lines = await nodesOf({
      nodes: [node(opType, ['x', 'c'], ['y'], {}, 'n')],
      inputs: { x: floats(1, 2, 3) },
      constants: { c: float32([3], [1, 2, 3]) },
    });
    expect(lines.map((line) => line.replace(/ \{.*/, ''))).toEqual([`n: y: float32[1x2x3] = ${opType}(x, c)`]);
  }
});

it('leaves integers to the ONNX operator', async () => {
  const [line] = await nodesOf({ nodes: [node('Add', ['x', 'x'], ['y'])], inputs: { x: tensorType('int64', [3]) } });
  expect(line).toContain('int64[3] = OnnxOp(x, x)');
});
