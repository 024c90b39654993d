import { fail } from '@openbpu/diagnostics';
import type { CheckerRequest } from '@openbpu/pipeline';
import { API } from './catalogue';
import { many, whatIsGiven } from './job';
import type { Optional } from './option-types';
import type { OptionKinds, Read } from './read-options';

/** Which model is meant. */
export interface ModelOptions {
  /** The .onnx or .caffemodel file, from the current folder. */
  readonly model: string;
  /** The prototxt file of a Caffe model. */
  readonly proto?: Optional<string>;
  /** If absent: `caffe` where `proto` is given, else `onnx`. */
  readonly model_type?: Optional<'caffe' | 'onnx'>;
  /** Shapes of inputs by their names, e.g. `{ data: [1, 3, 224, 224] }`. */
  readonly input_shape?: Optional<Readonly<Record<string, readonly number[]>>>;
  /** Nodes whose outputs become those of the model. */
  readonly output_node?: Optional<string | readonly string[]>;
}

export const MODEL = {
  model: 'text',
  proto: 'text',
  model_type: 'text',
  input_shape: 'shapes',
  output_node: 'names',
} as const satisfies OptionKinds;

/** The type that is given. Throws DiagnosticError for one that is none. */
export function modelType(name: string, { model_type: given }: Read<Pick<ModelOptions, 'model_type'>>) {
  if (given !== 'onnx' && given !== 'caffe')
    fail(API.badValue({ name, option: 'model_type', takes: '"onnx" or "caffe"' }, { name: 'model_type' }));
  return given;
}

/** The model that the options name. Throws DiagnosticError where they do not belong together. */
export function modelSource(name: string, options: Read<ModelOptions>): CheckerRequest['source'] {
  const { model = '', proto, input_shape: shapes, output_node: outputs } = options;
  const fixed = whatIsGiven({
    inputShapes: shapes && new Map(Object.entries(shapes).map(([input, shape]) => [input, [...shape]])),
    outputNodes: many(outputs),
  });
  const kind = modelType(name, { model_type: options.model_type ?? (proto === undefined ? 'onnx' : 'caffe') });
  if (kind === 'onnx') {
    if (proto !== undefined)
      fail(API.badValue({ name, option: 'proto', takes: 'nothing for an ONNX model' }, { name: 'proto' }));
    return { kind, model, ...fixed };
  }
  if (proto === undefined)
    return fail(API.badValue({ name, option: 'proto', takes: 'the prototxt of a Caffe model' }, { name: 'proto' }));
  return { kind, prototxt: proto, caffemodel: model, ...fixed };
}
