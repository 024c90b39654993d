import { fail } from '@openbpu/diagnostics';
import { CLI } from './catalogue';
import { parseShape } from './parse-values';

/** The flags that say which model is meant. */
export interface SourceFlags {
  readonly modelType: string;
  readonly model: string;
  readonly proto?: string | undefined;
  /** Name and shape of single inputs, as they are given. */
  readonly inputShapes?: readonly (readonly [string, string])[] | undefined;
  readonly outputNodes?: readonly string[] | undefined;
  /** Nodes that are cut off, with what depends on them. */
  readonly cut?: readonly string[] | undefined;
}

/** The model that the flags name. Throws DiagnosticError where they do not belong together. */
export function sourceOf({ modelType, model, proto, inputShapes: given = [], outputNodes, cut }: SourceFlags) {
  const inputShapes = new Map<string, number[]>();
  for (const [name, shape] of given) {
    if (inputShapes.has(name)) fail(CLI.repeatedInput({ flag: '--input-shape', input: name }));
    inputShapes.set(name, parseShape(shape, name));
  }
  const fixed = { inputShapes, ...(outputNodes ? { outputNodes } : {}), ...(cut ? { cutNodes: cut } : {}) };
  if (modelType === 'onnx') return { kind: 'onnx', model, ...fixed } as const;
  if (modelType !== 'caffe') return fail(CLI.modelType({ given: modelType }));
  if (proto === undefined) return fail(CLI.protoMissing({}));
  return { kind: 'caffe', prototxt: proto, caffemodel: model, ...fixed } as const;
}
