import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { Recipe } from '@openbpu/config';
import type { ModelSource } from '@openbpu/plugin-api';

/** The model files of a recipe, from the folder its relative paths start at, with the shapes and outputs it fixes. */
export function modelSource({ model, inputs }: Recipe, baseFolder: string): ModelSource {
  const shapes = inputs.flatMap(({ name = '', shape }) => (shape ? [[name, shape] as const] : []));
  const fixed = {
    ...(shapes.length > 0 ? { inputShapes: new Map(shapes) } : {}),
    ...(model.outputNodes.length > 0 ? { outputNodes: model.outputNodes } : {}),
  };
  if (model.kind === 'onnx') return { kind: 'onnx', model: resolve(baseFolder, model.onnxModel), ...fixed };
  return {
    kind: 'caffe',
    prototxt: resolve(baseFolder, model.prototxt),
    caffemodel: resolve(baseFolder, model.caffeModel),
    ...fixed,
  };
}

/** The folders of the model files, as far as they are absolute: what a record must not tell. */
export function foldersOf(source: ModelSource): string[] {
  return filesOf(source)
    .map((file) => dirname(file))
    .filter(isAbsolute);
}

/** The names of the model files, without folders: what a record tells. */
export function fileNamesOf(source: ModelSource): string[] {
  return filesOf(source).map((file) => basename(file));
}

function filesOf(source: ModelSource): string[] {
  return source.kind === 'onnx' ? [source.model] : [source.prototxt, source.caffemodel];
}
