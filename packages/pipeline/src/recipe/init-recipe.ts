import { basename, dirname, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type RecipeValues, writeRecipe } from '@openbpu/config';
import type { Diagnostic } from '@openbpu/diagnostics';
import type { ModelSource } from '@openbpu/plugin-api';
import { pathFrom } from '../assumed-recipe';
import { JobEvents } from '../events';
import { HEAD } from '../head';
import { createJob, endJob, modelJob, type JobOptions } from '../job';
import { SINK } from '../tokens';
import { type GuessedInput, guessInput } from './guess-input';
import { expectNoRecipe, writeNewRecipe } from './new-recipe-file';

export interface InitRequest extends JobOptions {
  readonly source: ModelSource;
  /** `bayes-e` unless told. */
  readonly march?: string;
  /** The file to write; `recipe.yaml` unless told. */
  readonly output?: string;
  /** Whether every other key stands there too, as a comment. */
  readonly full?: boolean;
  /** Where editors find the JSON Schema of recipes. */
  readonly schema: string;
}

export interface InitResult {
  readonly file: string;
  readonly march: string;
  readonly modelType: 'onnx' | 'caffe';
  /** In the order of the model, with what is guessed of each, why, and the folder its samples go to. */
  readonly inputs: readonly (GuessedInput & { readonly samples: string })[];
  readonly diagnostics: readonly Diagnostic[];
}

const MARCH = 'bayes-e';
const OUTPUT = 'recipe.yaml';

/**
 * Asks a model for its inputs and writes a recipe that `makertbin` takes as it stands once the folders of samples are
 * there. Throws DiagnosticError; nothing is written then, and no file is ever written over.
 */
export async function initRecipe(request: InitRequest, events = new JobEvents()): Promise<InitResult> {
  const { source, march = MARCH, output = OUTPUT, full = false, schema } = request;
  const file = resolve(output);
  expectNoRecipe(file, output, '--output');
  const container = createJob(events, request);
  try {
    const job = modelJob(container, march, source);
    const { imported } = await HEAD.until('import').run(job, [], request.signal);
    const inputs = imported.inputs.map((name) => {
      const readers = imported.consumers(name);
      const { dtype, shape } = imported.value(name).type;
      const readBy = readers.length === 1 ? { readBy: readers[0].op.name } : {};
      return guessInput({ name, dtype, shape, kind: source.kind, ...readBy });
    });
    const placed = inputs.map((input) => ({ ...input, samples: folderOf(input, inputs.length > 1) }));
    const facts = { source, march, inputs: placed, recipeFolder: dirname(file) };
    const heading = [
      `yaml-language-server: $schema=${schemaFrom(dirname(file), schema)}`,
      `A recipe for ${basename(modelOf(source))}. Lines that begin with an input are guesses, each with its reason:`,
      'hold them against the training code. hb_mapper recipe --explain KEY tells more of a key.',
    ].join('\n');
    writeNewRecipe(file, output, writeRecipe(valuesOf(facts), { heading, notes: notesOf(placed), full }));
    return {
      file: output,
      march,
      modelType: source.kind,
      inputs: placed,
      diagnostics: container.resolve(SINK).diagnostics,
    };
  } finally {
    await endJob(container);
  }
}

/** The way to the schema: from the recipe where the project that the recipe is in has this program installed. */
function schemaFrom(folder: string, schema: string): string {
  const [project, ...installed] = schema.split(`${sep}node_modules${sep}`);
  const path = relative(project, folder);
  const inside = installed.length > 0 && !isAbsolute(path) && path.split(sep)[0] !== '..';
  return inside ? relative(folder, schema).split(sep).join('/') : schema;
}

type Placed = InitResult['inputs'][number];

function modelOf(source: ModelSource): string {
  return source.kind === 'onnx' ? source.model : source.caffemodel;
}

/** By the end of its name float32, where it is. */
function folderOf({ name, typeTrain, dtype }: GuessedInput, several: boolean): string {
  const own = several ? `_${name.replaceAll(/[^\w.-]+/g, '_')}` : '';
  return `./calibration_data_${typeTrain}${own}${dtype === 'float32' ? '_f32' : ''}`;
}

interface Facts extends Pick<InitResult, 'march' | 'inputs'> {
  readonly source: ModelSource;
  readonly recipeFolder: string;
}

function valuesOf({ source, march, inputs, recipeFolder }: Facts): RecipeValues {
  const path = (file: string) => pathFrom(recipeFolder, file);
  const each = (value: (input: Placed) => string) => inputs.map(value).join('; ');
  const named = inputs.length > 1 || inputs.every(({ name }) => /^[^\s;；](?:[^;；]*[^\s;；])?$/.test(name));
  const floats = inputs.some(({ dtype }) => dtype === 'float32');
  return {
    model_parameters: {
      ...(source.kind === 'onnx'
        ? { onnx_model: path(source.model) }
        : { prototxt: path(source.prototxt), caffe_model: path(source.caffemodel) }),
      march,
      output_model_file_prefix: basename(modelOf(source), extname(modelOf(source))),
      working_dir: 'model_output',
      ...(source.outputNodes?.length ? { output_nodes: source.outputNodes.join('; ') } : {}),
    },
    input_parameters: {
      ...(named ? { input_name: each(({ name }) => name) } : {}),
      input_type_train: each(({ typeTrain }) => typeTrain),
      input_layout_train: each(({ layoutTrain }) => layoutTrain),
      input_type_rt: each(({ typeRt }) => typeRt),
      ...(inputs.some(({ layoutRt }) => layoutRt)
        ? { input_layout_rt: each(({ layoutRt }) => layoutRt ?? 'None') }
        : {}),
      ...(named ? { input_shape: each(({ shape }) => shape.join('x')) } : {}),
      norm_type: each(() => 'no_preprocess'),
    },
    calibration_parameters: {
      cal_data_dir: each(({ samples }) => samples),
      ...(floats ? { cal_data_type: each(({ dtype }) => (dtype === 'float32' ? 'float32' : 'None')) } : {}),
      calibration_type: 'default',
    },
    compiler_parameters: { compile_mode: 'latency', optimize_level: 'O3' },
  };
}

/** The reasons, over the keys they are for, and what a user has to do there. */
function notesOf(inputs: readonly Placed[]): Record<string, readonly string[]> {
  const why = (key: keyof GuessedInput['why']) => inputs.map(({ name, why }) => `"${name}": ${why[key]}.`);
  const pictures = inputs.some(({ typeTrain }) => typeTrain !== 'featuremap');
  return {
    input_type_train: why('input_type_train'),
    input_layout_train: why('input_layout_train'),
    input_type_rt: why('input_type_rt'),
    input_layout_rt: inputs.flatMap(({ name, layoutRt, why }) =>
      layoutRt === undefined ? [] : [`"${name}": ${why.input_layout_rt}.`],
    ),
    norm_type: [
      ...why('norm_type'),
      ...(pictures
        ? [
            "norm_type: 'data_mean_and_scale'",
            "mean_value: '123.675 116.28 103.53'   (255 * mean of the training)",
            "scale_value: '0.01712475 0.017507 0.01742919'   (1 / (255 * deviation))",
          ]
        : []),
    ],
    cal_data_dir: [
      ...inputs.map(
        ({ name, typeTrain, dtype, shape, layoutTrain }) =>
          `"${name}": files of ${dtype} ${shape.join('x')}` +
          (typeTrain === 'featuremap' ? '.' : `, ${typeTrain} from 0 to 255 in ${layoutTrain}, not normalised.`),
      ),
      ...(pictures ? ['hb_mapper data_preprocess makes them of pictures; about 100 are right.'] : []),
    ],
  };
}
