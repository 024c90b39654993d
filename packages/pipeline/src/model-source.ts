import { dirname, isAbsolute, resolve } from 'node:path';
import type { Recipe } from '@openbpu/config';
import type { ModelSource } from '@openbpu/plugin-api';

/** The model files of a recipe, from the folder its relative paths start at, with the shapes it fixes. */
export function modelSource({ model, inputs }: Recipe, baseFolder: string): ModelSource {
  const shapes = inputs.flatMap(({ name = '', shape }) => (shape ? [[name, shape] as const] : []));
  const fixed = shapes.length > 0 ? { inputShapes: new Map(shapes) } : {};
  if (model.kind === 'onnx') return { kind: 'onnx', model: resolve(baseFolder, model.onnxModel), ...fixed };
  return { kind: 'caffe', prototxt: resolve(baseFolder, model.prototxt), caffemodel: resolve(baseFolder, model.caffeModel), ...fixed };
}

/** The folders of the model files, as far as they are absolute: what a record must not tell. */
export function foldersOf(source: ModelSource): string[] {
  const files = source.kind === 'onnx' ? [source.model] : [source.prototxt, source.caffemodel];
  return files.map((file) => dirname(file)).filter(isAbsolute);
}
