import type { ArtifactDeleted, ArtifactHeader, ArtifactInput } from '@openbpu/artifact';
import type { BoardModel } from '../model/open-model';
import { pythonText } from './python-text';
import { viewRecipe } from './recipe-view';

/** A line of the block: what stands before the colon and behind it. */
export type InfoRow = readonly [label: string, value: string];

/** What is told of a model, in the order it is printed. */
export interface ModelInfo {
  readonly name: string;
  readonly deps: readonly InfoRow[];
  readonly model: readonly InfoRow[];
  readonly inputs: readonly { readonly name: string; readonly rows: readonly InfoRow[] }[];
  readonly calibration: readonly InfoRow[];
  readonly compiler: readonly InfoRow[];
  /** Of what the `.bin` is fed with and gives, as `<InputDataType.NV12: 7>`. */
  readonly inputTypes: readonly string[];
  readonly outputTypes: readonly string[];
  /** Nodes that were deleted from the edge, in order, each with what it was. */
  readonly deleted: readonly ArtifactDeleted[];
  readonly deletedNodes: readonly string[];
}

/** Numbers of element types that a document tells; the others are printed without one. */
const NUMBERS: Readonly<Record<string, number>> = { NV12: 7, F32: 5 };

/** What a `.bin` says of itself: the recipe it was made by, its types, what was deleted from it. */
export function modelInfo({ name, header }: Pick<BoardModel, 'name' | 'header'>): ModelInfo {
  const { model, inputs, calibration, compiler, inputBatch } = viewRecipe(header.recipe);
  const { march, machineVersion, tool, versions } = header;
  const ours = (part: string) => `${tool.name} ${part} ${versions[tool.name] ?? tool.version}`;
  return {
    name,
    deps: [
      ['hb_mapper version', `${tool.name} ${tool.version}`],
      ['hbdk version', `${ours('compiler')}, machine ${machineVersion}`],
      ['hbdk runtime version', ours('runtime')],
      ['horizon_nn version', ours('quant')],
    ],
    model: [
      ...given('onnx_model', model.onnxModel),
      ...given('caffe_model', model.caffeModel),
      ...given('prototxt', model.prototxt),
      ['BPU march', march],
      ...given('layer_out_dump', yesNo(model.layerOutDump)),
      ...given('working dir', model.workingDir),
      ['output_model_file_prefix', model.prefix ?? name],
    ],
    inputs: header.inputs.map((input, at) => {
      const asked = inputs.find((each) => each.name === input.name) ?? (inputs[at]?.name ? undefined : inputs[at]);
      return {
        name: input.name,
        rows: [
          ['input_name', input.name],
          ['input_type_rt', input.typeRt],
          ['input_space&range', input.spaceAndRange],
          ['input_layout_rt', asked?.layoutRt ?? 'None'],
          ['input_type_train', input.typeTrain],
          ...given('input_layout_train', asked?.layoutTrain),
          ...given('norm_type', asked?.norm),
          ['input_shape', trainedShape(input, asked?.layoutTrain, inputBatch).join('x')],
          ...(inputBatch !== undefined && inputBatch > 1 ? [['input_batch', `${inputBatch}`] as const] : []),
          ...given('mean_value', listed(asked?.mean)),
          ...given('scale_value', listed(asked?.scale)),
          ...given('cal_data_dir', asked?.calDataDir),
        ],
      };
    }),
    calibration: [
      ...given('preprocess_on', yesNo(calibration.preprocessOn)),
      ...given('calibration_type', calibration.type),
      ...((calibration.maxPercentile ?? 1) === 1 ? [] : [['max_percentile', `${calibration.maxPercentile}`] as const]),
      ...(calibration.perChannel ? [['per_channel', 'True'] as const] : []),
      ...(calibration.optimization?.length ? [['optimization', calibration.optimization.join(';')] as const] : []),
      ...(header.thresholds === 'noise' ? [['thresholds', 'from noise, not from samples'] as const] : []),
    ],
    compiler: [
      ['hbdk_pass_through_params', passedThrough(compiler)],
      ...(header.cores === undefined ? [] : [['core_num', `${header.cores}`] as const]),
      ...(compiler.maxTimePerFc ? [['max_time_per_fc', `${compiler.maxTimePerFc}`] as const] : []),
      ['input-source', sources(header)],
    ],
    inputTypes: header.inputs.map(({ typeRt, dtype }) => typeText(typeRt === 'featuremap' ? dtype : typeRt)),
    outputTypes: header.outputs.map(({ dtype }) => typeText(dtype)),
    deleted: header.deleted ?? [],
    deletedNodes: header.deletedNodes,
  };
}

function given(label: string, value: string | undefined): readonly InfoRow[] {
  return value === undefined ? [] : [[label, value]];
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'True' : 'False';
}

function listed(values: readonly number[] | undefined): string | undefined {
  return values?.map((value) => `${value},`).join('');
}

/** The goal and the level of the compiler, as the guide spells them. */
function passedThrough({ compileMode, optimizeLevel }: ReturnType<typeof viewRecipe>['compiler']): string {
  const goal = compileMode === 'bandwidth' ? '--ddr' : '--fast';
  return `${goal} --${optimizeLevel ?? 'O3'}`;
}

/** An item in the layout of the model; what is fed has a layout of its own, and as many items as a batch has. */
function trainedShape({ shape, layout }: ArtifactInput, layoutTrain: string | undefined, batch = 1): readonly number[] {
  const [items, ...rest] = shape;
  const item = items !== undefined && items % batch === 0 ? [items / batch, ...rest] : shape;
  if (item.length !== 4 || layoutTrain === undefined || layout === 'none' || layout === layoutTrain) return item;
  const [n, a, b, c] = item;
  return layoutTrain === 'NCHW' ? [n, c, a, b] : [n, b, c, a];
}

function sources({ inputs }: Pick<ArtifactHeader, 'inputs'>): string {
  const each = inputs.map(({ name, source }) => `${pythonText(name)}: '${source}'`);
  return `{${[...each, "'_default_value': 'ddr'"].join(', ')}}`;
}

/** `float32` as `<InputDataType.F32: 5>`. */
function typeText(type: string): string {
  const name = type
    .replace(/^float/, 'F')
    .replace(/^uint/, 'U')
    .replace(/^int/, 'S')
    .toUpperCase();
  return Object.hasOwn(NUMBERS, name) ? `<InputDataType.${name}: ${NUMBERS[name]}>` : `<InputDataType.${name}>`;
}

/** The block of a model as the guide prints it, line by line. */
export function infoLines(info: ModelInfo): string[] {
  const block = (title: string, rows: readonly InfoRow[]) => [
    `############# ${title} info #############`,
    ...rows.map(line),
  ];
  return [
    `******** ${info.name} info *********`,
    ...block('model deps', info.deps),
    ...block('model_parameters', info.model),
    ...block('input_parameters', []),
    '------',
    ...info.inputs.flatMap(({ name, rows }) => [
      `---------input info : ${name} ---------`,
      ...rows.map(line),
      `---------input info : ${name} end -------`,
    ]),
    '------',
    ...block('calibration_parameters', info.calibration),
    ...block('compiler_parameters', info.compiler),
    '--------- input/output types -',
    `model input types : [${info.inputTypes.join(', ')}]`,
    `model output types : [${info.outputTypes.join(', ')}]`,
    ...(info.deletedNodes.length === 0
      ? []
      : ['--------- deleted nodes -', ...info.deletedNodes.map((node) => `deleted nodes: ${node}`)]),
  ];
}

/** Labels that the guide prints without a blank before the colon. */
const TIGHT = new Set(['hbdk runtime version', 'output_model_file_prefix', 'hbdk_pass_through_params']);

function line([label, value]: InfoRow): string {
  return `${label}${TIGHT.has(label) ? '' : ' '}: ${value}`;
}
