import { basename, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { REMOVABLE_TYPES, type RecipeValues } from '@openbpu/config';
import type { ModelSource } from '@openbpu/plugin-api';
import type { TensorType } from '@openbpu/tensor';

/** What is known of a model before there is a recipe for it. */
export interface AssumedFacts {
  readonly march: string;
  readonly source: ModelSource;
  /** In the order of the model, with the shapes it is converted for. */
  readonly inputs: readonly ({ readonly name: string } & Pick<TensorType, 'dtype' | 'shape'>)[];
  /** Nodes that the march has but leaves on the CPU unless asked. */
  readonly ask: readonly string[];
  /** The folder the recipe lies in; results go to the current folder. */
  readonly recipeFolder: string;
}

const WORKING_DIR = 'model_output';

/** What a camera gives. */
const IMAGE_CHANNELS = 3;

/**
 * A recipe for judging speed: an input that a camera's picture fits (3 channels, even height and width) is nv12, any
 * other a feature map; thresholds come from noise; what may go from the edges goes, and the compiler does its utmost.
 */
export function assumedRecipe({ march, source, inputs, ask, recipeFolder }: AssumedFacts): RecipeValues {
  const path = (file: string) => pathFrom(recipeFolder, file);
  const model = source.kind === 'onnx' ? source.model : source.caffemodel;
  const images = inputs.map((input) => imageLayout(input));
  const each = (value: (index: number) => string) => inputs.map((_, i) => value(i)).join(';');
  return {
    model_parameters: {
      ...(source.kind === 'onnx'
        ? { onnx_model: path(source.model) }
        : { prototxt: path(source.prototxt), caffe_model: path(source.caffemodel) }),
      march,
      output_model_file_prefix: basename(model, extname(model)),
      working_dir: path(WORKING_DIR),
      ...(source.outputNodes?.length ? { output_nodes: source.outputNodes.join(';') } : {}),
      remove_node_type: REMOVABLE_TYPES.join(';'),
      ...(ask.length > 0 ? { node_info: Object.fromEntries(ask.map((node) => [node, { ON: 'BPU' }])) } : {}),
    },
    input_parameters: {
      input_name: each((i) => inputs[i].name),
      input_type_train: each((i) => (images[i] ? 'bgr' : 'featuremap')),
      input_layout_train: each((i) => images[i] ?? 'NCHW'),
      input_type_rt: each((i) => (images[i] ? 'nv12' : 'featuremap')),
      input_layout_rt: each((i) => (images[i] ? '' : 'NCHW')),
      input_shape: each((i) => inputs[i].shape.join('x')),
      norm_type: each(() => 'no_preprocess'),
    },
    calibration_parameters: { calibration_type: 'skip' },
    compiler_parameters: { compile_mode: 'latency', optimize_level: 'O3' },
  };
}

/** Where the channels of a picture that nv12 can carry are, in an input of that shape. */
function imageLayout({ dtype, shape }: Pick<TensorType, 'dtype' | 'shape'>): 'NCHW' | 'NHWC' | undefined {
  if (dtype !== 'float32' || shape.length !== 4) return undefined;
  const [, a, b, c] = shape;
  const isEven = (...sides: readonly number[]) => sides.every((side) => side > 0 && side % 2 === 0);
  if (a === IMAGE_CHANNELS && isEven(b, c)) return 'NCHW';
  return c === IMAGE_CHANNELS && isEven(a, b) ? 'NHWC' : undefined;
}

/** A file as the recipe names it, which is found from the folder of the recipe; absolute where it is given so. */
export function pathFrom(recipeFolder: string, file: string): string {
  if (isAbsolute(file)) return file;
  const path = relative(recipeFolder, resolve(file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
