import { resolve } from 'node:path';
import { fileNamesOf, foldersOf } from './model-source';

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
