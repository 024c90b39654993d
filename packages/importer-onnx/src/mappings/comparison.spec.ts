import { type DType, float32, makeTensor, tensorType } from '@openbpu/tensor';
import { floats, node, nodesOf } from '../model.fixture';

const OPERATORS = ['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'];
const compared = (opType: string, x: DType, z: DType) =>
  nodesOf({
    nodes: [node(opType, ['x', 'z'], ['y'], {}, 'n')],
    inputs: { x: tensorType(x, [2, 3]), z: tensorType(z, [3]) },
    declared: { y: tensorType('bool', [2, 3]) },
  });

it('compares float32 and whole numbers of one type, broadcasting', async () => {
  for (const opType of OPERATORS)
    for (const dtype of ['float32', 'int8', 'uint8', 'uint16', 'int32', 'int64', 'uint64'] as const)
      expect(await compared(opType, dtype, dtype)).toEqual([`n: y: bool[2x3] = ${opType}(x, z)`]);
  const constants = { c: float32([3], [1, 2, 3]) };
  expect(
    await nodesOf({ nodes: [node('Less', ['x', 'c'], ['y'], {}, 'n')], inputs: { x: floats(2, 3) }, constants }),
  ).toEqual(['n: y: bool[2x3] = Less(x, c)']);
});

it('asks of masks only whether they are equal', async () => {
  expect(await compared('Equal', 'bool', 'bool')).toEqual(['n: y: bool[2x3] = Equal(x, z)']);
  for (const opType of OPERATORS.slice(1)) expect((await compared(opType, 'bool', 'bool'))[0]).toContain('OnnxOp');
});

it('leaves two types, and other than two operands, to the ONNX operator', async () => {
  expect((await compared('Equal', 'int32', 'int64'))[0]).toContain('OnnxOp');
  expect((await compared('Less', 'float32', 'int32'))[0]).toContain('OnnxOp');
  const three = await nodesOf({
    nodes: [node('Equal', ['x', 'x', 'x'], ['y'])],
    inputs: { x: floats(3) },
    declared: { y: tensorType('bool', [3]) },
  });
  expect(three[0]).toContain('OnnxOp');
});

it('folds constants', async () => {
  const whole = makeTensor('int64', [2], BigInt64Array.of(2n ** 60n, 5n));
  const other = makeTensor('int64', [2], BigInt64Array.of(2n ** 60n + 1n, 5n));
  const lines = await nodesOf({
    nodes: [node('Equal', ['a', 'b'], ['m']), node('Cast', ['m'], ['f'], { to: 1 }), node('Add', ['x', 'f'], ['y'])],
    inputs: { x: floats(2) },
    constants: { a: whole, b: other },
  });
  expect(lines).toHaveLength(1);
});
