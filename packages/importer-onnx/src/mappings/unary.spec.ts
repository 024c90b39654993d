import { tensorType } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

it('keeps the name of a function the graph has an op for', async () => {
  for (const opType of ['Abs', 'Exp', 'Relu', 'Sigmoid', 'Sqrt', 'Tanh', 'HardSwish', 'Sinh', 'Acosh']) {
    expect(
      await nodesOf({ nodes: [node(opType, ['x'], ['y'], {}, 'f')], inputs: { x: floats(1, 2, 2, 2) }, opset: 14 }),
    ).toEqual([`f: y: float32[1x2x2x2] NCHW = ${opType}(x)`]);
  }
});

it('leaves integers ONNX operators', async () => {
  const [abs] = await nodesOf({ nodes: [node('Abs', ['x'], ['y'])], inputs: { x: tensorType('int32', [3]) } });
  expect(abs).toContain('int32[3] = OnnxOp(x) {domain: "", opType: "Abs"');
});
