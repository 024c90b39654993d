import { DiagnosticError } from '@openbpu/diagnostics';
import { DataType, writeTensor } from '@openbpu/onnx';
import { float32, int64, makeTensor, toNumbers } from '@openbpu/tensor';
import { floats, imported, node, nodesOf, refused } from '../model.fixture';
import { Initialisers, readConstant } from './initialisers';

const text = { ...writeTensor('t', makeTensor('uint8', [1])), dataType: DataType.STRING };

it('widens every float, and views what it can', () => {
  expect(readConstant(writeTensor('h', makeTensor('float16', [2], Uint16Array.of(0x3c00, 0xc000)))).data).toEqual(
    Float32Array.of(1, -2),
  );
  expect(readConstant(writeTensor('d', makeTensor('float64', [1], Float64Array.of(0.1)))).data).toEqual(
    Float32Array.of(0.1),
  );
  const brain = { ...writeTensor('b', makeTensor('uint16', [1], Uint16Array.of(0x3f80))), dataType: DataType.BFLOAT16 };
  expect(readConstant(brain).data).toEqual(Float32Array.of(1));
  const source = float32([2], [1, 2]);
  expect(readConstant(writeTensor('f', source)).data.buffer).toBe(source.data.buffer);
  expect(readConstant(writeTensor('i', int64([1], [3]))).dtype).toBe('int64');
});

it('reads a constant once, and none that nobody asks for', () => {
  const known = new Initialisers([text, writeTensor('f', float32([1], [1]))], 'net.onnx');
  expect(known.get('f')).toBe(known.get('f'));
  expect(known.get('x')).toBeUndefined();
  expect([known.has('t'), known.has('x')]).toEqual([true, false]);
  expect(() => known.get('t')).toThrow(DiagnosticError);
});

it('names the tensor and the file it cannot read', async () => {
  const [found] = await refused({
    nodes: [node('Add', ['x', 't'], ['y'])],
    inputs: { x: floats(1) },
    initializer: [text],
  });
  expect([found.code, found.at]).toEqual(['ONX003', { name: 't', kind: 'initializer', file: 'net.onnx' }]);
  expect(
    await nodesOf({ nodes: [node('Relu', ['x'], ['y'])], inputs: { x: floats(1) }, initializer: [text] }),
  ).toHaveLength(1);
});

it('takes an initialiser that is listed as an input for a constant', async () => {
  const { graph } = await imported({
    nodes: [node('Add', ['x', 'c'], ['y'])],
    inputs: { x: floats(1), c: floats(1) },
    constants: { c: float32([1], [5]), unused: float32([1], [6]) },
  });
  expect(graph.inputs).toEqual(['x']);
  expect(toNumbers(graph.value('c').constant!)).toEqual([5]);
  expect(graph.hasValue('unused')).toBe(false);
});
