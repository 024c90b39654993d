import { resolve } from 'node:path';
import { fileNamesOf, foldersOf } from './model-source';
import { seenIn } from './recipe-job.fixture';

it('takes files from the folder of the recipe, and the shapes that it fixes', async () => {
  const source = (values: Readonly<Record<string, string>>) => seenIn('nets', values, (job) => job.source);
  const model = resolve('nets/tiny.onnx');
  expect(await source({})).toStrictEqual({ kind: 'onnx', model });
  expect(await source({ input_shape: '1x3x8x8' })).toEqual({
    kind: 'onnx',
    model,
    inputShapes: new Map([['', [1, 3, 8, 8]]]),
  });
  expect(await source({ output_nodes: 'b; a' })).toEqual({ kind: 'onnx', model, outputNodes: ['b', 'a'] });
  expect(await source({ prototxt: 'a.prototxt', caffe_model: 'deep/b.caffemodel' })).toEqual({
    kind: 'caffe',
    prototxt: resolve('nets/a.prototxt'),
    caffemodel: resolve('nets/deep/b.caffemodel'),
  });
});

it('tells the folders of absolute files only', () => {
  const folder = resolve('nets');
  expect(foldersOf({ kind: 'onnx', model: resolve(folder, 'm.onnx') })).toEqual([folder]);
  expect(foldersOf({ kind: 'caffe', prototxt: 'nets/p.prototxt', caffemodel: resolve(folder, 'c') })).toEqual([folder]);
});

it('tells the names of the files without their folders', () => {
  expect(fileNamesOf({ kind: 'onnx', model: resolve('nets/my net.onnx') })).toEqual(['my net.onnx']);
  expect(fileNamesOf({ kind: 'caffe', prototxt: 'nets/p.prototxt', caffemodel: resolve('c') })).toEqual([
    'p.prototxt',
    'c',
  ]);
});
