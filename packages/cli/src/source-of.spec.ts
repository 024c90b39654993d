import { DiagnosticError } from '@openbpu/diagnostics';
import { type SourceFlags, sourceOf } from './source-of';

const refused = (flags: SourceFlags) => {
  try {
    return sourceOf(flags);
  } catch (error) {
    return error instanceof DiagnosticError ? error.diagnostics.map(({ code }) => code) : error;
  }
};

it('names an ONNX model, with what is said of its inputs and outputs', () => {
  expect(sourceOf({ modelType: 'onnx', model: 'm' })).toEqual({ kind: 'onnx', model: 'm', inputShapes: new Map() });
  const inputShapes = [
    ['a', '1x3'],
    ['b', '2x4'],
  ] as const;
  expect(sourceOf({ modelType: 'onnx', model: 'm', inputShapes, outputNodes: ['n'] })).toEqual({
    kind: 'onnx',
    model: 'm',
    inputShapes: new Map([
      ['a', [1, 3]],
      ['b', [2, 4]],
    ]),
    outputNodes: ['n'],
  });
});

it('names both files of a Caffe model', () => {
  expect(sourceOf({ modelType: 'caffe', model: 'm', proto: 'p' })).toEqual({
    kind: 'caffe',
    prototxt: 'p',
    caffemodel: 'm',
    inputShapes: new Map(),
  });
});

it.each([
  ['CLI002', { modelType: 'caffe', model: 'm' }],
  ['CLI001', { modelType: 'tflite', model: 'm' }],
  ['CLI003', { modelType: 'onnx', model: 'm', inputShapes: [['a', '1,3']] }],
  ['CLI008', { modelType: 'onnx', model: 'm', inputShapes: [['a', '1x3'], ['a', '1x3']] }], // prettier-ignore
] as const)('refuses with %s', (code, flags) => expect(refused(flags)).toEqual([code]));

it('names what is cut off', () => {
  expect(sourceOf({ modelType: 'onnx', model: 'm', cut: ['a', 'TopK'] })).toMatchObject({ cutNodes: ['a', 'TopK'] });
  expect(sourceOf({ modelType: 'onnx', model: 'm' })).not.toHaveProperty('cutNodes');
});
