import { relative, resolve, sep } from 'node:path';
import { type Recipe, type RecipeChanges, writtenNodeInfo } from '@openbpu/config';
import type { Graph } from '@openbpu/ir';
import { namesOf } from '@openbpu/passes';
import type { ResolvedInput } from '../resolve-inputs';
import { escapeName } from '../run/save-tensors';

/** The folder of the calibration samples of a handoff. */
export const HANDOFF_DATA = 'handoff_data';

/** What a recipe says in another way when it is for the model of a handoff. */
export interface HandedOver {
  readonly recipe: Recipe;
  /** Where paths of the recipe start, and where those of the new one do. */
  readonly baseFolder: string;
  readonly folder: string;
  readonly inputs: readonly ResolvedInput[];
  /** The float model that is handed over, and the name of its file. */
  readonly graph: Graph;
  readonly model: string;
  /** The method that won, as the search calls it. */
  readonly method: string;
}

/** The folder of the samples of an input. */
export function sampleFolder({ name }: Pick<ResolvedInput, 'name'>): string {
  return `${HANDOFF_DATA}/${escapeName(name)}`;
}

/**
 * What a recipe has to say of a model that was handed over: its file, samples as they are beside it, one method of
 * calibration with nothing else, and nodes under the names they have now.
 */
export function recipeChanges(of: HandedOver): RecipeChanges {
  const { recipe, graph, inputs, model, method } = of;
  const { nodeInfo, setNodeDataType } = recipe.model;
  const { runOnCpu, runOnBpu } = recipe.calibration;
  const now = (name: string) => {
    const nodes = graph.nodes.filter((node) => namesOf(node).has(name)).map(({ id }) => id);
    return nodes.length > 0 ? nodes : [name];
  };
  const asDictionary = <T>(key: string, said: Readonly<Record<string, T>>, written: (asked: T) => unknown) =>
    Object.keys(said).length === 0
      ? {}
      : {
          [key]: Object.fromEntries(
            Object.entries(said).flatMap(([name, asked]) => now(name).map((id) => [id, written(asked)])),
          ),
        };
  const asList = (key: string, names: readonly string[]) =>
    names.length === 0 ? {} : { [key]: [...new Set(names.flatMap(now))].join('; ') };
  return {
    model_parameters: {
      onnx_model: `./${model}`,
      prototxt: undefined,
      caffe_model: undefined,
      output_nodes: undefined,
      working_dir: './model_output',
      ...asDictionary('node_info', nodeInfo, writtenNodeInfo),
      ...asDictionary('set_node_data_type', setNodeDataType, (type) => type),
    },
    calibration_parameters: {
      cal_data_dir: inputs.map((input) => `./${sampleFolder(input)}`).join('; '),
      cal_data_type: inputs
        .map(({ dtype, calDataType }) => (dtype === 'float32' ? 'float32' : (calDataType ?? 'float32')))
        .join('; '),
      preprocess_on: undefined,
      per_channel: undefined,
      ...calibrationOf(method),
      ...asList('run_on_cpu', runOnCpu),
      ...asList('run_on_bpu', runOnBpu),
    },
    ...customOpOf(of),
  };
}

/** How a recipe asks for what a search calls `equalised,max-percentile:percentile=0.99995,rounded`: max and a share. */
export function calibrationOf(method: string): Readonly<Record<string, string | undefined>> {
  const [name] = method.replace(/^equalised,/, '').split(',');
  const percentile = /^max-percentile:percentile=(.+)$/.exec(name)?.[1];
  return { calibration_type: percentile === undefined ? name : 'max', max_percentile: percentile };
}

function customOpOf({ recipe: { customOp }, baseFolder, folder }: HandedOver): RecipeChanges {
  if (!customOp) return {};
  const dir = relative(folder, resolve(baseFolder, customOp.dir ?? '.'));
  return { custom_op: { custom_op_dir: `.${sep}${dir}` } };
}
