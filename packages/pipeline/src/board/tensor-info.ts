import { type ModelProperties, modelProperties, propertyLines } from '@openbpu/board';
import { chosenModel, openModels } from './open-models';

/** The inputs and outputs of a model. */
export interface TensorInfo extends ModelProperties {
  readonly model: string;
}

export interface TensorInfoResult {
  readonly models: readonly TensorInfo[];
  /** What the program prints of it. */
  readonly lines: readonly string[];
}

export interface TensorInfoRequest {
  /** A `.bin`, packed or not, or several with commas between. */
  readonly models: string;
  /** All of them if absent. */
  readonly name?: string;
}

const RULE = '-'.repeat(69);

/** The tensors of models as the library of the board describes them. Throws DiagnosticError for what is not sound. */
export async function tensorInfo({ models: list, name }: TensorInfoRequest): Promise<TensorInfoResult> {
  const files = await openModels(list);
  const head = files.flatMap(({ models }) => [
    `This model file has ${models.length} ${models.length === 1 ? 'model' : 'models'}:`,
    models.map((model) => `[${model.name}]`).join(' '),
  ]);
  const chosen = name === undefined ? files.flatMap((file) => file.models) : [chosenModel(files, list, name).model];
  const models = chosen.map(({ name: model, header }): TensorInfo => ({ model, ...modelProperties(header) }));
  return { models, lines: [...head, ...models.flatMap(linesOf), RULE] };
}

function linesOf({ model, inputs, outputs }: TensorInfo): string[] {
  return [
    RULE,
    `[model name]: ${model}`,
    '',
    ...inputs.flatMap((input, i) => propertyLines('input', i, input)),
    ...outputs.flatMap((output, i) => propertyLines('output', i, output)),
  ];
}
