import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { readArtifact } from '@openbpu/artifact';
import { RECIPE_KEYS } from '@openbpu/config';
import { type Graph, type Placement, parseGraph, typesRead } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations, layersGiven } from '@openbpu/passes';
import { weightThresholds } from '@openbpu/quant';
import { JobEvents } from './events';
import { telling, writing } from './instruments';
import type { JobOptions } from './job';
import { type Job, seenIn, tinyFolder } from './recipe-job.fixture';
import type { ResolvedInput } from './resolve-inputs';
import { RIVER } from './river';
import { searchRequest } from './stages/calibrate';
import { COMPILE } from './stages/compile';
import { DRESS } from './stages/dress';
import { OPTIMISE } from './stages/optimise';
import { PERFORMANCE_SECTION } from './stages/pack';
import { quantisedAndDeployed } from './stages/quantise';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

const seen = <T>(values: Readonly<Record<string, string>>, see: (job: Job) => T | Promise<T>, options?: JobOptions) =>
  seenIn(folder, values, see, options);

const graph = (text: string, stage: 'original' | 'optimized') => parseGraph(text, standardOps(), stage);

const dressed = async (job: Job): Promise<ResolvedInput> => (await RIVER.until('dress').run(job)).inputs[0];

const placed = async (job: Job) => (await placements(job)).map((placement) => placement?.on);

const types = async (job: Job) =>
  (await placements(job)).map((placement) =>
    placement?.on === 'bpu' ? `${typesRead(placement)}/${placement.output}` : undefined,
  );

async function placements(job: Job): Promise<readonly (Placement | undefined)[]> {
  const original = graph(
    'input x: float32[1x4x8x8] NCHW\nconst w: float32[4x4x1x1] = seed 1\n' +
      'a: p = Conv(x, w) {kernel: [1, 1]}\nb: q = Sigmoid(p)\nc: y = Conv(q, w) {kernel: [1, 1]}\noutput y',
    'original',
  ) as Graph<'original'>;
  const { optimized } = await OPTIMISE.run({ inputs: [], original, names: new Set() }, job, () => {});
  return optimized.nodes.map(({ placement }) => placement);
}

/** Fed in NHWC, so that a Transpose and a Quantize stand at its input, on a machine with little memory. */
function compiled(job: Job) {
  const optimized = graph(
    'input x: float32[1x128x8x16] NCHW\nconst w: float32[256x128x1x1] = seed 1\n' +
      'c: y = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\noutput y',
    'optimized',
  ) as Graph<'optimized'>;
  const input: ResolvedInput = {
    name: 'x',
    dtype: 'float32',
    typeRt: 'featuremap',
    typeTrain: 'featuremap',
    layoutTrain: 'NCHW',
    layoutRt: 'NHWC',
    layoutQuantised: 'NHWC',
    source: 'ddr',
    spaceAndRange: 'regular',
    shape: [1, 128, 8, 16],
  };
  const thresholds = {
    activations: new Map(calibratedActivations(optimized).map((id) => [id, 1])),
    weights: weightThresholds(optimized),
  };
  const features = { ...job.backend.features, sramBytes: 1 << 15 };
  const { quantized, deployed } = quantisedAndDeployed(optimized, thresholds, [input]);
  return COMPILE.run(
    {
      inputs: [input],
      original: optimized.at('original'),
      quantized,
      deployed,
      drawn: false,
    },
    { ...job, backend: { ...job.backend, features } },
    () => {},
  );
}

const performance = async (job: Job) => (await compiled(job)).performance!;

/** How many layers have times, and whether the `.bin` tells them. */
async function detail(job: Job) {
  const { performance, bin } = await compiled(job);
  const { sections } = await readArtifact(bin);
  return [performance?.layers?.length, sections.some(({ name }) => name === PERFORMANCE_SECTION)];
}

const deleted = async (job: Job) => (await compiled(job)).deleted.map(({ type }) => type);

/** Keeps the names of what is written, and of what is withdrawn with a minus before it. */
const naming = (names: string[]) => ({
  async write(kind: string, file: string) {
    names.push(file);
    return { kind, file, bytes: 0, sha256: '' };
  },
  writeData: async (file: string) => void names.push(file),
  withdraw: (file: string) => void names.push(`-${file}`),
});

/** The types of what the quantised model gives. */
async function given(job: Job): Promise<readonly string[]> {
  const { quantized } = await RIVER.until('quantise').run(job);
  return quantized.outputs.map((id) => quantized.value(id).type.dtype);
}

async function written(job: Job): Promise<readonly string[]> {
  const names: string[] = [];
  const files = naming(names);
  await RIVER.until('sample').run(job, [writing(files, job.recipe.model, new JobEvents())]);
  return names;
}

const methods = async ({ recipe }: Job) => {
  const request = searchRequest(recipe.calibration);
  return [request.perChannel, ...request.methods(() => 127).map(({ name }) => name)];
};

const sampled = async (job: Job) => (await RIVER.until('sample').run(job)).samples[0].inputs[0];

const REGISTERED = { custom_op_method: 'register', op_register_files: 'own.mjs' };
const operators = ({ customOps }: Job) => customOps.names;

/** By key: values of the recipe, and what of the job or of its stages shows that they have reached it. */
const PROBES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, (job: Job) => unknown, unknown]>> = {
  onnx_model: [{ onnx_model: 'other.onnx' }, ({ source }) => 'model' in source && source.model, /\/other\.onnx$/],
  prototxt: [
    { prototxt: 'a.prototxt', caffe_model: 'b.caffemodel' },
    ({ source }) => 'prototxt' in source && source.prototxt,
    /\/a\.prototxt$/,
  ],
  caffe_model: [
    { prototxt: 'a.prototxt', caffe_model: 'b.caffemodel' },
    ({ source }) => 'prototxt' in source && source.caffemodel,
    /\/b\.caffemodel$/,
  ],
  output_nodes: [
    { output_nodes: 'conv' },
    async (job) => (await RIVER.until('import').run(job)).imported.outputs,
    ['c'],
  ],
  layer_out_dump: [
    { layer_out_dump: 'True', output_nodes: 'relu' },
    async (job) => {
      const { quantized } = await RIVER.until('quantise').run(job);
      const warned = job.sink.diagnostics
        .filter(({ code }) => code === 'PIP070')
        .map(({ message, at }) => [at?.name, message]);
      return [layersGiven(quantized.metadata), warned];
    },
    [
      new Map([['conv', 'y']]),
      [
        [
          'layer_out_dump',
          expect.stringMatching(/the outputs of 1 convolution as well, .* the model is much slower so$/),
        ],
      ],
    ],
  ],
  march: [{ march: 'bernoulli2' }, ({ backend }) => backend.march, 'bernoulli2'],
  output_model_file_prefix: [
    { output_model_file_prefix: 'mine' },
    written,
    ['mine_original_float_model.onnx', 'mine_optimized_float_model.onnx'],
  ],
  debug_mode: [
    { debug_mode: 'dump_calibration_data' },
    async (job) => (await written(job)).at(-1),
    'calibration_data/data/0.npy',
  ],
  remove_node_type: [{ remove_node_type: 'Dequantize' }, deleted, ['Dequantize']],
  remove_node_name: [{ remove_node_name: 'x_TransposeInput0' }, deleted, ['Transpose']],
  input_name: [{ input_name: 'data' }, ({ recipe }) => recipe.inputs[0].name, 'data'],
  input_batch: [
    { input_batch: '3', calibration_type: 'skip' },
    async (job) => (await RIVER.run(job)).faces.inputs.map(({ shape }) => shape[0]),
    [3],
  ],
  input_type_rt: [{ input_type_rt: 'bgr' }, dressed, { typeRt: 'bgr' }],
  input_type_train: [{ input_type_train: 'bgr' }, dressed, { typeTrain: 'bgr' }],
  input_layout_train: [
    { input_layout_train: 'NHWC', input_type_rt: 'rgb' },
    ({ recipe }) => recipe.inputs[0].layoutTrain,
    'NHWC',
  ],
  input_layout_rt: [{ input_type_rt: 'rgb', input_layout_rt: 'NHWC' }, dressed, { layoutRt: 'NHWC' }],
  input_space_and_range: [{ input_space_and_range: 'bt601_video' }, dressed, { spaceAndRange: 'bt601_video' }],
  input_shape: [
    { input_shape: '1x3x8x8', input_name: 'data' },
    ({ source }) => [...(source.inputShapes ?? [])],
    [['data', [1, 3, 8, 8]]],
  ],
  norm_type: [
    { norm_type: 'data_mean', mean_value: '7', scale_value: '0.5' },
    dressed,
    { mean: [7], scale: undefined },
  ],
  mean_value: [{ norm_type: 'data_mean', mean_value: '7' }, dressed, { mean: [7] }],
  scale_value: [{ norm_type: 'data_scale', scale_value: '0.5' }, dressed, { scale: [0.5] }],
  cal_data_dir: [{ cal_data_dir: 'raw', cal_data_type: 'float32' }, sampled, { file: /raw\/0\.bin$/ }],
  read_mode: [
    { read_mode: 'skimage', transformers: 'Scale(255);HWC2CHW' },
    dressed,
    { chain: expect.objectContaining({ readMode: 'skimage' }) as unknown },
  ],
  transformers: [
    { transformers: 'HWC2CHW;BGR2RGB' },
    async (job) => sampled(job).catch(String),
    /VIS011 .*cal_f32" holds no pictures/,
  ],
  preprocess_on: [
    { preprocess_on: 'True' },
    async (job) => sampled(job).catch(String),
    /VIS011 .*cal_f32" holds no pictures/,
  ],
  cal_data_type: [{ cal_data_type: 'uint8' }, async (job) => sampled(job).catch(String), /uint8/],
  calibration_type: [{ calibration_type: 'kl' }, methods, [false, 'kl']],
  max_percentile: [
    { calibration_type: 'max', max_percentile: '0.99' },
    methods,
    [false, 'max-percentile:percentile=0.99'],
  ],
  per_channel: [{ calibration_type: 'max', per_channel: 'True' }, methods, [true, 'max']],
  run_on_cpu: [{ run_on_cpu: 'c' }, placed, ['bpu', 'bpu', 'cpu']],
  run_on_bpu: [{ march: 'bernoulli2', run_on_bpu: 'b' }, placed, ['bpu', 'bpu', 'bpu']],
  node_info: [
    { node_info: "\"{'a': {'OutputType': 'int16'}, 'b': {'ON': 'BPU'}, 'c': {'ON': 'CPU'}}\"" },
    types,
    ['int8/int16', 'int16/int32', undefined],
  ],
  set_node_data_type: [{ set_node_data_type: 'b' }, types, ['int8/int8', 'int8/int16', 'int16/int32']],
  optimization: [
    { optimization: 'set_model_output_int16' },
    async (job) => [
      await types(job),
      await given(job),
      await seenIn(folder, { optimization: 'set_model_output_int8' }, given),
    ],
    [['int8/int8', 'int8/int8', 'int8/int16'], ['int16'], ['int8']],
  ],
  compile_mode: [
    { march: 'bernoulli2', compile_mode: 'bandwidth' },
    async (job) => (await performance(job)).ddrBytes < (await seen({ march: 'bernoulli2' }, performance)).ddrBytes,
    true,
  ],
  optimize_level: [
    { optimize_level: 'O0' },
    async (job) => (await performance(job)).latencyUs > (await seen({}, performance)).latencyUs,
    true,
  ],
  debug: [
    { debug: 'True' },
    async (job) => [await detail(job), await seen({}, detail)],
    [
      [1, true],
      [undefined, false],
    ],
  ],
  core_num: [{ march: 'bernoulli2', core_num: '2' }, async (job) => (await performance(job)).cores, 2],
  max_time_per_fc: [{ max_time_per_fc: '1000' }, async (job) => (await performance(job)).calls?.limitUs, 1000],
  input_source: [{ input_source: '{"data": "ddr"}' }, dressed, { source: 'ddr' }],
  custom_op_method: [REGISTERED, operators, ['com.example.Here']],
  op_register_files: [
    { ...REGISTERED, op_register_files: 'own.mjs; ops/own.mjs' },
    operators,
    ['com.example.Here', 'com.example.There'],
  ],
  custom_op_dir: [{ ...REGISTERED, custom_op_dir: './ops' }, operators, ['com.example.There']],
  jobs: [{ jobs: '1' }, (job) => job.lanes.size, 1],
};

/** Keys that are seen at the whole program only. */
const ELSEWHERE: Readonly<Record<string, string>> = { working_dir: 'makertbin.spec.ts' };

describe('every key of a recipe reaches the job', () => {
  it('calibration_type: mix and load', async () => {
    const mixes = async ({ recipe }: Job) => searchRequest(recipe.calibration).mix;
    expect(await seen({ calibration_type: 'mix' }, mixes)).toBe(true);
    expect(await seen({ calibration_type: 'default' }, mixes)).toBe(false);
    const placing = (job: Job) => RIVER.until('optimise').run(job);
    await expect(seen({ calibration_type: 'load' }, placing)).rejects.toThrow(/PIP076 .*does not say how any of its/);
  });

  it.each(Object.entries(PROBES))('%s', async (key, [values, see, expected]) => {
    const found = await seen(values, see, key === 'jobs' ? {} : { threads: 1 });
    if (expected instanceof RegExp) expect(found).toMatch(expected);
    else if (typeof expected === 'object' && !Array.isArray(expected)) {
      for (const [name, value] of Object.entries(expected as object)) {
        const own: unknown = Object.entries(found as object).find(([each]) => each === name)?.[1];
        if (value instanceof RegExp) expect(own).toMatch(value);
        else expect(own).toEqual(value);
      }
    } else expect(found).toEqual(expected);
    expect(Object.keys(values)).toContain(key);
  });

  it('and is seen somewhere', () => {
    const known = [...Object.keys(PROBES), ...Object.keys(ELSEWHERE)];
    expect(RECIPE_KEYS.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([]);
  });
});

it('holds what the recipe says of an input against the model', async () => {
  await expect(seen({ input_type_rt: 'gray', input_type_train: 'gray' }, dressed)).rejects.toThrow(
    /gray in NCHW needs 1 channel, and here are 3/,
  );
});

describe('an input of other elements than float32', () => {
  const made = ({ input_type_rt = 'featuremap', ...more }: Readonly<Record<string, string>>) =>
    seen({ input_type_rt, input_type_train: input_type_rt, input_layout_rt: 'NCHW', ...more }, async (job) => {
      const text = 'input data: int32[1x3x8x8] NCHW\na: y = Reshape(data) {shape: [1, 192]}\noutput y';
      const imported = parseGraph(text, standardOps(), 'imported');
      return (await DRESS.run({ imported, names: new Set() }, job, () => {})).inputs.map(
        ({ name, dtype }) => `${name} ${dtype}`,
      );
    });

  it('is fed as it is', async () => expect(await made({})).toEqual(['data int32']));

  it('is no picture, and not normalised', async () => {
    await expect(made({ input_type_rt: 'rgb' })).rejects.toThrow(
      /PIP062 .*"data" .* is int32, .* makes it rgb for rgb;/,
    );
    await expect(made({ input_type_rt: 'rgb' })).rejects.toMatchObject({ diagnostics: [{ at: { name: 'data' } }] });
    const norms: readonly Readonly<Record<string, string>>[] = [
      { norm_type: 'data_mean', mean_value: '7' },
      { norm_type: 'data_scale', scale_value: '0.5' },
    ];
    for (const norm of norms)
      await expect(made(norm)).rejects.toMatchObject({
        message: expect.stringMatching(/PIP063 .*"data" of the model is int32/),
        diagnostics: [{ at: { name: 'norm_type' } }],
      });
  });
});

it('warns of layers where they are asked for', async () => {
  const warned = (values: Readonly<Record<string, string>>) =>
    seen({ calibration_type: 'skip', ...values }, async (job) => {
      await RIVER.until('quantise').run(job);
      return job.sink.diagnostics.filter(({ code }) => code === 'PIP070').length;
    });
  expect([await warned({}), await warned({ layer_out_dump: 'True' })]).toEqual([0, 1]);
});

it('writes the map of layers aside where a march has one, and takes that of another run away', async () => {
  const written = async (march: string) => {
    const names: string[] = [];
    await seen({ calibration_type: 'skip', layer_out_dump: 'True', march }, async (job) => {
      await RIVER.until('compile').run(job, [writing(naming(names), job.recipe.model, new JobEvents())]);
    });
    return names.filter((name) => name.endsWith('.json'));
  };
  expect(await written('bernoulli2')).toEqual(['tiny_quantized_model_conv_output_map.json']);
  expect(await written('bayes-e')).toEqual(['-tiny_quantized_model_conv_output_map.json']);
});

it.each([
  [{}, [], '-deleted_nodes_info.txt'],
  [
    { optimization: 'set_model_output_int8' },
    [expect.stringMatching(/^The output "y" is int8: a real number is the integer \* \d\.\d+$/)],
    '-deleted_nodes_info.txt',
  ],
  [
    { remove_node_type: 'Quantize;Transpose;Dequantize' },
    [
      "Node 'data_TransposeInput0' of type 'Transpose' is removed: the input \"data\" is now " +
        'data_nchw int8[1x3x8x8] NCHW, and is still fed as nv12',
      "Node 'conv_HzDequantize' of type 'Dequantize' is removed: the output \"y\" is now " +
        'y_raw_quantized int8[1x4x8x8] NCHW',
      expect.stringMatching(/^The output "y" is int8: a real number is the integer \* \d/),
    ],
    'deleted_nodes_info.txt',
  ],
])('tells and writes what is removed from the edge: %j', async (more, removed, list) => {
  const [logs, names]: string[][] = [[], []];
  await seen({ calibration_type: 'skip', ...more }, async (job) => {
    const events = new JobEvents();
    events.stream.subscribe((event) => event.kind === 'log' && logs.push(event.text));
    await RIVER.run(job, [telling(events), writing(naming(names), job.recipe.model, events)]);
  });
  expect(logs).toEqual(['No calibration: thresholds come from noise.', ...removed]);
  const models = ['original_float', 'optimized_float', 'calibrated', 'quantized'];
  const map = '-tiny_quantized_model_conv_output_map.json';
  expect(names).toEqual([...models.map((name) => `tiny_${name}_model.onnx`), map, list, 'tiny.bin']);
});

it('judges what a search tries on the samples, and tells of every run', async () => {
  const told: unknown[] = [];
  const { calibration } = await seen({}, async (job) => {
    const events = new JobEvents();
    events.stream.subscribe(
      (event) => event.kind === 'progress' && event.stage === 'judge' && told.push([event.done, event.total]),
    );
    return RIVER.until('calibrate').run(job, [telling(events)]);
  });
  expect(calibration.samples).toBe(1);
  expect(calibration.candidates.map(({ method }) => method)).toEqual(expect.arrayContaining(['max', 'kl']));
  for (const { cosine } of calibration.candidates) expect(cosine).toBeGreaterThan(0.9);
  expect(told.slice(0, 2)).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(told).toHaveLength(1 + calibration.candidates.length);
});

it('has as many lanes as the recipe says, unless the caller says otherwise', async () => {
  const size = (job: Job) => job.lanes.size;
  expect(await seen({}, size, {})).toBe(availableParallelism());
  expect(await seen({ jobs: '1' }, size, { threads: 3 })).toBe(3);
  expect(await seen({ jobs: '100000' }, size, {})).toBe(availableParallelism());
});

it('is the list of the documentation, of which checker runs the beginning', () => {
  const names = RIVER.describe().map(({ name }) => name);
  expect(names).toEqual([
    ...['import', 'dress', 'optimise', 'sample', 'examine', 'calibrate', 'quantise', 'prove', 'compile', 'verify'],
  ]);
  expect(
    RIVER.until('optimise')
      .describe()
      .map(({ name }) => name),
  ).toEqual(names.slice(0, 3));
});
