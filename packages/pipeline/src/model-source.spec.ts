import { resolve } from 'node:path';
import { foldersOf } from './model-source';

it('tells the folders of absolute files only', () => {
  const folder = resolve('nets');
  expect(foldersOf({ kind: 'onnx', model: resolve(folder, 'm.onnx') })).toEqual([folder]);
  expect(foldersOf({ kind: 'caffe', prototxt: 'nets/p.prototxt', caffemodel: resolve(folder, 'c') })).toEqual([folder]);
});
