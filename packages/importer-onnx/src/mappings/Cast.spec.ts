import { DataType } from '@openbpu/onnx';
import { floats, node, nodesOf } from '../model.fixture';

it('vanishes between floats', async () => {
  const nodes = [
    node('Cast', ['x'], ['h'], { to: DataType.FLOAT16 }),
    node('Relu', ['h'], ['r'], {}, 'r'),
    node('Cast', ['r'], ['y'], { to: DataType.DOUBLE }),
  ];
  expect(await nodesOf({ nodes: nodes.slice(0, 2), inputs: { x: floats(2) } })).toEqual(['r: r: float32[2] = Relu(x)']);
  expect(await nodesOf({ nodes, inputs: { x: floats(2) } })).toEqual([
    'r: r: float32[2] = Relu(x)',
    'Identity_y: y: float32[2] = Identity(r)',
  ]);
});

it('stays where it rounds, with halves widened', async () => {
  const nodes = [
    node('Cast', ['x'], ['i'], { to: DataType.INT32 }, 'a'),
    node('Cast', ['i'], ['y'], { to: DataType.FLOAT16 }, 'b'),
  ];
  const lines = await nodesOf({ nodes, inputs: { x: floats(2) } });
  expect(lines[0]).toContain('a: i: int32[2] = OnnxOp(x) {domain: "", opType: "Cast", opset: 13, attributes: {to: 6}');
  expect(lines[1]).toContain(
    'b: y: float32[2] = OnnxOp(i) {domain: "", opType: "Cast", opset: 13, attributes: {to: 1}',
  );
});
