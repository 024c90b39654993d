import {
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { float32, makeTensor } from '@openbpu/tensor';

/** One convolution of 3 to 4 channels on 1x3x8x8, with a Relu behind it, or a lone Softmax: an ONNX file. */
export function tinyOnnx(kind: 'conv' | 'softmax' = 'conv'): Uint8Array {
  const float = dataTypeOf('float32');
  const weights = Float32Array.from({ length: 12 }, (_, i) => (i - 5) / 16);
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'tiny',
        node:
          kind === 'softmax'
            ? [buildNode({ name: 'soft', opType: 'Softmax', input: ['data'], output: ['y'] })]
            : [
                buildNode({
                  name: 'conv',
                  opType: 'Conv',
                  input: ['data', 'w'],
                  output: ['c'],
                  attribute: [intsAttribute('kernel_shape', [1, 1])],
                }),
                buildNode({ name: 'relu', opType: 'Relu', input: ['c'], output: ['y'] }),
              ],
        initializer: [writeTensor('w', float32([4, 3, 1, 1], weights))],
        input: [buildValue('data', float, [1, 3, 8, 8])],
        output: [buildValue('y', float, [1, kind === 'conv' ? 4 : 3, 8, 8])],
      }),
    }),
  );
}

/** A Loop of 2 ** 62 turns over `x`, one number, which no one has the time for: an ONNX file. */
export function endlessOnnx(): Uint8Array {
  const [float, int64, bool] = [dataTypeOf('float32'), dataTypeOf('int64'), dataTypeOf('bool')];
  const body = buildGraph({
    name: 'body',
    node: [
      buildNode({ opType: 'Identity', input: ['go'], output: ['on'] }),
      buildNode({ opType: 'Neg', input: ['v'], output: ['w'] }),
    ],
    input: [buildValue('i', int64, []), buildValue('go', bool, []), buildValue('v', float, [1])],
    output: [buildValue('on', bool, []), buildValue('w', float, [1])],
  });
  const turn = { name: 'body', type: 5, g: body, floats: [], ints: [], strings: [], tensors: [], graphs: [] };
  const loop = buildNode({ opType: 'Loop', input: ['turns', '', 'x'], output: ['y'] });
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'endless',
        node: [{ ...loop, attribute: [{ ...turn, typeProtos: [], sparseTensors: [] }] }],
        initializer: [writeTensor('turns', makeTensor('int64', [], BigInt64Array.of(2n ** 62n)))],
        input: [buildValue('x', float, [1])],
        output: [buildValue('y', float, [1])],
      }),
    }),
  );
}

/** A recipe that needs no calibration data. */
export function tinyRecipe(more = ''): string {
  return `model_parameters:
  onnx_model: 'tiny.onnx'
  march: 'bayes-e'
  output_model_file_prefix: 'tiny'
  working_dir: 'out/deep'
${more}input_parameters:
  input_type_rt: 'nv12'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  norm_type: 'no_preprocess'
calibration_parameters:
  calibration_type: 'skip'
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O3'
`;
}
