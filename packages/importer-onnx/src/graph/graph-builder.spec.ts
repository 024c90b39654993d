import { OpSet } from '@openbpu/ir';
import { buildNode } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { float32, tensorType, toNumbers } from '@openbpu/tensor';
import { Attributes } from './attributes';
import { GraphBuilder, widenedDType } from './graph-builder';
import type { ImportNode } from './import-node';
import { Initialisers } from './initialisers';

const node = (name: string, outputs = ['y']): ImportNode => {
  const proto = buildNode({ opType: 'Op', input: [], output: outputs });
  const origin = { name, kind: 'Op' };
  return {
    name,
    opType: 'Op',
    opset: 13,
    inputs: [],
    outputs,
    usedOutputs: 1,
    attributes: new Attributes(proto, origin),
    origin,
    proto,
  };
};

function builder(reserved: string[] = []): GraphBuilder {
  const b = new GraphBuilder(standardOps(), new Initialisers([], 'net.onnx'), new Set(['x', 'y', ...reserved]));
  b.input('x', tensorType('float32', [2, 3]));
  return b;
}

it('infers types and keeps the name for the main op', () => {
  const b = builder();
  const t = b.main(node('n'), 'Transpose', ['x'], { perm: [1, 0] });
  b.finish(node('n'), 'reshape', 'Reshape', [t], { shape: [6] });
  const graph = b.build('g', ['y'], { key: 'value' });
  expect(graph.nodes.map(({ id, outputs }) => [id, outputs])).toEqual([
    ['n', ['y_Transpose']],
    ['n_reshape', ['y']],
  ]);
  expect([graph.value('y').type.shape, graph.metadata]).toEqual([[6], { key: 'value' }]);
});

it('evaluates constants instead of writing nodes, unless they would swell', () => {
  const b = builder();
  b.setConstant('c', float32([1], [4]));
  const root = b.step(node('n'), 'root', 'Sqrt', ['c']);
  expect(toNumbers(b.constant(root)!)).toEqual([2]);
  const huge = b.step(node('n'), 'huge', 'Expand', ['c'], { shape: [1 << 25] });
  expect(b.constant(huge)).toBeUndefined();
  expect(b.shapeOf(huge)).toEqual([1 << 25]);
});

it('reshapes only where there is something to do', () => {
  const b = builder();
  expect(b.reshaped(node('n'), 's', 'x', [2, 3])).toBe('x');
  expect(b.reshaped(node('n'), 's', 'x', [6])).toBe('n_s');
});

it('drops what no output needs and follows aliases', () => {
  const b = builder(['a']);
  b.step(node('lost'), 's', 'Relu', ['x']);
  b.alias('a', 'x');
  b.emit(node('n'), 'Relu', ['a']);
  const graph = b.build('g', ['y'], {});
  expect(graph.nodes.map(({ id, inputs }) => [id, inputs])).toEqual([['n', ['x']]]);
  expect([...graph.values.keys()]).toEqual(['x', 'y']);
});

it('keeps off names that are taken', () => {
  const b = builder(['n_s']);
  expect([b.fresh('n_s'), b.fresh('n_s'), b.freshNodeName('n'), b.freshNodeName('n')]).toEqual([
    'n_s_1',
    'n_s_2',
    'n',
    'n_1',
  ]);
});

it('makes a diagnostic of what an op refuses and a bug of an op that is not there', () => {
  const b = builder();
  expect(() => b.emit(node('n'), 'Reshape', ['x'], { shape: [7] })).toThrow(
    'node "n" (Op): 2x3 cannot be reshaped to 7',
  );
  expect(() => b.emit(node('n'), 'Nonsense', ['x'])).toThrow('the op set has no Nonsense');
  expect(new GraphBuilder(new OpSet([]), new Initialisers([], 'f'), new Set()).has('Relu')).toBe(false);
});

it('knows one float', () => {
  expect([widenedDType('float16'), widenedDType('float64'), widenedDType('int8')]).toEqual([
    'float32',
    'float32',
    'int8',
  ]);
});
