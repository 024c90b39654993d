import { CollectingSink } from '@openbpu/diagnostics';
import fc from 'fast-check';
import { parseRecipe } from './parse-recipe';
import { BASE, codes, options, problems, recipe } from './recipe-text.fixture';
import { type Recipe } from './recipe';

it('reads a recipe as people write it: empty strings, bare numbers, True and False, lists', () => {
  const text = `
model_parameters:
  onnx_model: './RepVGG-A2.onnx'
  march: "bayes-e"
  layer_out_dump: False
  working_dir: 'RepVGG_224x224_nv12'
  output_model_file_prefix: 'RepVGG_224x224_nv12'
  debug_mode: "dump_calibration_data"
  remove_node_type: 'Quantize;Dequantize;Transpose;Cast;Reshape'

input_parameters:
  input_name: ""
  input_type_rt: 'nv12'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  input_shape: ''
  norm_type: 'data_mean_and_scale'
  mean_value: 123.675 116.28 103.53
  scale_value: 0.01712475 0.017507 0.01742919

calibration_parameters:
  cal_data_dir: './calibration_data_rgb_f32'
  cal_data_type: 'float32'
  calibration_type: 'default'

compiler_parameters:
  compile_mode: 'latency'
  debug: False
  optimize_level: 'O3'
`;
  const sink = new CollectingSink();
  const expected: Recipe = {
    model: {
      kind: 'onnx',
      onnxModel: './RepVGG-A2.onnx',
      march: 'bayes-e',
      prefix: 'RepVGG_224x224_nv12',
      workingDir: 'RepVGG_224x224_nv12',
      layerOutDump: false,
      outputNodes: [],
      removeNodeType: ['Quantize', 'Dequantize', 'Transpose', 'Cast', 'Reshape'],
      removeNodeName: [],
      setNodeDataType: {},
      nodeInfo: {},
      debugMode: 'dump_calibration_data',
    },
    inputs: [
      {
        typeRt: 'nv12',
        typeTrain: 'rgb',
        layoutTrain: 'NCHW',
        norm: 'data_mean_and_scale',
        mean: [123.675, 116.28, 103.53],
        scale: [0.01712475, 0.017507, 0.01742919],
        spaceAndRange: 'regular',
        calDataDir: './calibration_data_rgb_f32',
        calDataType: 'float32',
      },
    ],
    inputBatch: 1,
    calibration: {
      type: 'default',
      perChannel: false,
      preprocessOn: false,
      runOnCpu: [],
      runOnBpu: [],
      optimization: [],
    },
    compiler: { compileMode: 'latency', debug: false, coreNum: 1, optimizeLevel: 'O3', maxTimePerFc: 0 },
  };
  const found = parseRecipe(text, { ...options, modelType: 'onnx', sink });
  expect(found).toEqual(expected);
  expect(sink.diagnostics).toEqual([]);
  expect(Object.isFrozen(found.inputs[0].mean)).toBe(true);
});

it('reads every key of the reference', () => {
  const text = recipe({
    march: 'bernoulli2',
    input_source: '{"data": "ddr", \'_default_value\': pyramid}',
    jobs: '8',
    debug: "'True'",
    input_name: 'data',
    input_shape: '1x3x224x320',
    input_layout_rt: 'NHWC',
    input_space_and_range: 'bt601_video',
    input_batch: '1',
    max_percentile: '0.99995',
    run_on_cpu: "'conv_0; conv_1;conv12;'",
    core_num: '1',
    max_time_per_fc: '0',
    cal_data_type: 'uint8',
  });
  const found = parseRecipe(text, options);
  expect(found.inputs[0]).toMatchObject({
    name: 'data',
    shape: [1, 3, 224, 320],
    spaceAndRange: 'bt601_video',
    calDataType: 'uint8',
  });
  expect(found.inputs[0].layoutRt).toBeUndefined();
  expect(found.calibration).toMatchObject({
    type: 'max',
    maxPercentile: 0.99995,
    runOnCpu: ['conv_0', 'conv_1', 'conv12'],
  });
  expect(found.compiler).toMatchObject({
    jobs: 8,
    debug: true,
    inputSource: { data: 'ddr', _default_value: 'pyramid' },
  });
});

it("says what the guide's tool says when a Caffe model is not named", () => {
  const text = recipe({ onnx_model: undefined });
  const [problem, ...others] = problems(text, { modelType: 'caffe' });
  expect(others).toEqual([]);
  expect(problem.message).toContain("Key 'model_parameters' error:");
  expect(problem.message).toContain("Missing keys: 'caffe_model', 'prototxt'");
  expect(problem.at).toEqual({ name: 'model_parameters', file: 'recipe.yaml', line: 1, column: 1 });
});

it('tells the two kinds of model apart', () => {
  expect(problems(recipe(), { modelType: 'caffe' })[0].hint).toMatch(/--model-type onnx/);
  expect(problems(recipe({ onnx_model: undefined }))[0]).toMatchObject({
    facts: { keys: ['onnx_model'] },
    hint: 'set onnx_model, or caffe_model and prototxt',
  });
  const both = recipe({ prototxt: 'a.prototxt', caffe_model: 'a.caffemodel' });
  expect(codes(both)).toEqual(['CFG023 onnx_model']);
  const sink = new CollectingSink();
  expect(parseRecipe(both, { ...options, modelType: 'caffe', sink }).model).toMatchObject({
    kind: 'caffe',
    prototxt: 'a.prototxt',
    caffeModel: 'a.caffemodel',
  });
  expect(sink.diagnostics.map(({ code, at }) => `${code} ${at?.name}`)).toEqual(['CFG017 onnx_model']);
  expect(codes(recipe({ onnx_model: undefined, prototxt: 'a.prototxt' }))).toEqual(['CFG005 model_parameters']);
});

it('shows the line, a caret and the nearest key for an unknown one', () => {
  const [problem] = problems(
    recipe({ calibration_type: undefined }).replace('  cal_data_dir:', '  calibraton_type: kl\n  cal_data_dir:'),
  );
  expect(problem).toMatchObject({
    code: 'CFG007',
    at: { name: 'calibraton_type', file: 'recipe.yaml', line: 11, column: 3 },
    hint: "did you mean 'calibration_type'?",
  });
  expect(problem.message).toBe(
    "unknown key 'calibraton_type' in calibration_parameters\n      calibraton_type: kl\n      ^^^^^^^^^^^^^^^",
  );
  expect(problem.facts.excerpt).toBe('      calibraton_type: kl\n      ^^^^^^^^^^^^^^^');
});

it('says of a merge key what it is, wherever it stands', () => {
  const merge = "a recipe does not read YAML's merge key '<<'\n";
  const shared = 'model_parameters: &own\n  <<: *own\n';
  const inside = problems(recipe().replace('model_parameters:\n', shared));
  expect(inside.map(({ code, message }) => [code, message.startsWith(merge)])).toEqual([['CFG007', true]]);
  const [outside] = problems(`${recipe()}<<: {}\n`);
  expect([outside.code, outside.message.startsWith(merge)]).toEqual(['CFG006', true]);
});

it('says where a key belongs that stands in the wrong group, and which group is meant', () => {
  const [misplaced] = problems(recipe().replace('model_parameters:\n', 'model_parameters:\n  jobs: 2\n'));
  expect(misplaced.hint).toBe("'jobs' belongs in compiler_parameters");
  const [group, missing] = [...problems(recipe().replace('compiler_parameters', 'compiler_parameter'))].sort((a, b) =>
    b.code.localeCompare(a.code),
  );
  expect(group).toMatchObject({ code: 'CFG006', hint: "did you mean 'compiler_parameters'?" });
  expect(missing.message).toBe("Missing keys: 'compiler_parameters'");
});

it('says what to indent when the indentation is lost', () => {
  const found = problems(BASE.replaceAll(/^ +/gm, ''));
  expect(found.map(({ code }) => code)).toEqual(Array(11).fill('CFG025'));
  expect(found[1]).toMatchObject({ at: { name: 'march', line: 3 }, hint: 'indent it under model_parameters' });
  expect(codes(BASE.replace(/^calibration_parameters:(\n {2}.*)*/m, 'calibration_parameters: kl'))).toEqual([
    'CFG004 calibration_parameters',
  ]);
});

it('checks what it can of an input that lacks something', () => {
  expect(codes(recipe({ input_layout_train: undefined, input_type_train: 'gray' }))).toEqual([
    'CFG005 input_parameters',
    'CFG012 input_type_rt',
  ]);
});

it('reports everything at once, in the order of the file', () => {
  const text = recipe({
    march: 'bayes-f',
    calibration_type: 'klm',
    optimize_level: 'O4',
    input_shape: '1x3x0x224',
    layer_out_dump: 'maybe',
  });
  expect(codes(text)).toEqual([
    'CFG008 layer_out_dump',
    'CFG009 march',
    'CFG008 input_shape',
    'CFG008 calibration_type',
    'CFG008 optimize_level',
  ]);
  expect(problems(text)[1].hint).toBe("did you mean 'bayes-e'?");
});

it.each([
  ['core_num', '3'],
  ['jobs', '0'],
  ['jobs', '1.5'],
  ['max_time_per_fc', '999'],
  ['max_time_per_fc', '4294967296'],
  ['max_time_per_fc', '-1'],
  ['input_batch', '0'],
  ['input_batch', '129'],
  ['max_percentile', '1.01'],
  ['max_percentile', '-0.1'],
  ['max_percentile', '.nan'],
  ['max_percentile', '0x1'],
  ['output_model_file_prefix', '../x'],
  ['input_source', '{data: camera}'],
  ['input_source', 'ddr'],
  ['onnx_model', '[a, b]'],
  ['onnx_model', '{a: b}'],
  ['jobs', '999999999999999999999'],
])('refuses %s: %s', (key, value) => {
  const found = codes(recipe({ [key]: value }));
  expect(found).toContain(`CFG008 ${key}`);
});

it('holds the recipe against the march', () => {
  const info = `'{"/conv": {"ON": "BPU", "InputType": "int16", "InputType1": "int8", "OutputType": "int16"}}'`;
  expect(codes(recipe({ march: 'bernoulli2', node_info: info }))).toEqual(['CFG010 node_info']);
  expect(codes(recipe({ node_info: info }))).toEqual([]);
  expect(codes(recipe({ core_num: '2' }))).toEqual(['CFG010 core_num']);
  expect(codes(recipe({ march: 'bernoulli2', core_num: '2', max_time_per_fc: '1000' }))).toEqual([]);
  expect(codes(recipe({ march: 'bernoulli2', optimization: 'set_model_output_int16' }))).toEqual([
    'CFG010 optimization',
  ]);
  expect(codes(recipe({ optimization: 'set_model_output_int16' }))).toEqual([]);
  expect(codes(recipe({ march: 'bernoulli2', optimization: 'set_model_output_int8' }))).toEqual([]);
  expect(codes(recipe({ optimization: 'set_model_output_int8;set_model_output_int16' }))).toEqual([
    'CFG036 optimization',
  ]);
  expect(codes(recipe({ optimization: 'set_model_output_int4' }))).toEqual(['CFG008 optimization']);
  const layout = { input_type_rt: 'yuv444', input_layout_rt: 'NCHW' };
  expect(codes(recipe({ ...layout, march: 'bernoulli2' }))).toEqual(['CFG010 input_layout_rt']);
  expect(codes(recipe({ input_type_rt: 'yuv444', input_layout_rt: 'NHWC', march: 'bernoulli2' }))).toEqual([]);
  expect(codes(recipe(layout))).toEqual([]);
  const sink = new CollectingSink();
  parseRecipe(recipe({ run_on_cpu: 'softmax' }), { ...options, sink });
  expect(sink.diagnostics).toMatchObject([{ code: 'CFG011', severity: 'warning', at: { name: 'run_on_cpu' } }]);
});

it('warns of a standard deviation in place of a scale, for images', () => {
  const said = (scale: string, changes: Record<string, string> = {}) => {
    const sink = new CollectingSink();
    const text = recipe(changes).replace("'no_preprocess'", `'data_scale'\n  scale_value: '${scale}'`);
    parseRecipe(text, { ...options, sink });
    return sink.diagnostics.map(({ code, at }) => `${code} ${at?.name}`);
  };
  expect(said('58.4 57.1 57.4')).toEqual(['CFG033 scale_value']);
  expect(said('0.017 0.017 0.017')).toEqual([]);
  expect(said('58.4 57.1 57.4', { input_type_rt: 'featuremap', input_type_train: 'featuremap' })).toEqual([]);
});

it('warns of what has no effect', () => {
  const sink = new CollectingSink();
  const found = parseRecipe(
    recipe({
      calibration_type: 'kl',
      max_percentile: '0.5',
      input_type_rt: 'rgb',
      input_space_and_range: 'bt601_video',
    }),
    { ...options, sink },
  );
  expect(sink.diagnostics.map(({ code, at }) => `${code} ${at?.name}`)).toEqual([
    'CFG017 input_space_and_range',
    'CFG017 max_percentile',
  ]);
  expect(found.calibration.maxPercentile).toBeUndefined();
});

it.each<[Record<string, string>, readonly string[]]>([
  [{ calibration_type: 'skip' }, ['CFG017 cal_data_dir']],
  [{ calibration_type: 'skip', cal_data_type: 'uint8' }, ['CFG017 cal_data_type', 'CFG017 cal_data_dir']],
  [{ calibration_type: 'kl', cal_data_type: 'uint8' }, []],
  [{ calibration_type: 'default', per_channel: 'True' }, ['CFG017 per_channel']],
  [{ calibration_type: 'kl', per_channel: 'True' }, []],
  [{ compile_mode: 'bandwidth', optimize_level: 'O0' }, ['CFG017 compile_mode']],
  [{ compile_mode: 'latency', optimize_level: 'O0' }, []],
  [{ compile_mode: 'bandwidth', optimize_level: 'O1' }, []],
  [{ node_info: '{a: {}}' }, ['CFG017 node_info']],
  [{ node_info: '{a: {ON: CPU}}' }, []],
])('tells of %j what has no effect: %j', (keys, wanted) => {
  const sink = new CollectingSink();
  parseRecipe(recipe(keys), { ...options, sink });
  expect(sink.diagnostics.map(({ code, at }) => `${code} ${at?.name}`)).toEqual(wanted);
});

it.each([
  ['nv12', 'NCHW', ['CFG017 input_layout_rt']],
  ['nv12', 'NHWC', []],
  ['rgb', 'NCHW', []],
])('for %s, %s as the layout of what is fed gives the notes %j', (input_type_rt, input_layout_rt, wanted) => {
  const sink = new CollectingSink();
  parseRecipe(recipe({ input_type_rt, input_layout_rt }), { ...options, sink });
  expect(sink.diagnostics.map(({ code, at }) => `${code} ${at?.name}`)).toEqual(wanted);
});

it('warns of a max_percentile that keeps little, below 0.9', () => {
  for (const [value, heard] of [
    ['0', ['CFG030 warning 0 % of the values']],
    ['0.5', ['CFG030 warning 50 % of the values']],
    ['0.9', []],
    ['1', []],
  ] as const) {
    const sink = new CollectingSink();
    parseRecipe(recipe({ calibration_type: 'max', max_percentile: value }), { ...options, sink });
    expect(
      sink.diagnostics.map(
        ({ code, severity, message }) => `${code} ${severity} ${/[\d.]+ % of the values/.exec(message)}`,
      ),
    ).toEqual(heard);
  }
});

it('refuses a node on both devices', () => {
  expect(codes(recipe({ march: 'bernoulli2', run_on_cpu: 'a; b; c', run_on_bpu: 'c;d;a' }))).toEqual([
    'CFG029 run_on_bpu',
    'CFG029 run_on_bpu',
  ]);
  expect(codes(recipe({ march: 'bernoulli2', run_on_cpu: 'a', run_on_bpu: 'b' }))).toEqual([]);
  const info = '{a: {ON: BPU}, b: {ON: CPU}, c: {InputType: int16}, d: {ON: CPU}}';
  const of = (keys: Record<string, string>) =>
    codes(recipe({ ...keys, node_info: `"${info}"` })).filter((code) => !code.startsWith('CFG011'));
  expect(of({ run_on_cpu: 'a; c; d' })).toEqual(['CFG029 run_on_cpu']);
  expect(of({ run_on_bpu: 'b; c' })).toEqual(['CFG029 run_on_bpu']);
});

it.each([
  ['nv12', 'rgb', 0],
  ['gray', 'gray', 0],
  ['rgb', 'rgb', 1],
  ['featuremap', 'featuremap', 1],
])('lets the pyramid and the resizer give %s: %s, complaints %i', (rt, train, complaints) => {
  const found = (source: string) =>
    problems(
      recipe({
        input_type_rt: rt,
        input_type_train: train,
        input_layout_rt: rt === 'nv12' ? '' : 'NCHW',
        input_source: source,
      }),
    ).filter(({ code }) => code === 'CFG028');
  expect(found("{'data': 'pyramid'}")).toHaveLength(complaints);
  expect(found("{'_default_value': 'pyramid'}")).toHaveLength(complaints);
  expect(found("{'data': 'resizer'}")).toHaveLength(complaints);
  expect(found("{'data': 'ddr'}")).toEqual([]);
});

it('knows the inputs that input_source may speak of', () => {
  const [problem] = problems(recipe({ input_name: 'data', input_source: "{'dta': ddr}" }));
  expect(problem).toMatchObject({ code: 'CFG021', hint: "did you mean 'data'?" });
});

describe('a text that is no recipe', () => {
  it.each([
    ['two tabs', 'model_parameters:\n\tmarch: x\n\tprefix: y\n', 'CFG002', 2],
    ['a full-width colon', BASE.replace('march:', 'march：'), 'CFG031', 3],
    ['no blank behind a colon', BASE.replace('march: ', 'march:'), 'CFG032', 3],
    ['a full-width semicolon in a list', recipe({ input_name: "'a；b'" }), 'CFG008', 6],
    ['a tab', 'model_parameters:\n\tmarch: x\n', 'CFG002', 2],
    ['an open quote', "model_parameters:\n  march: 'x\n", 'CFG001', 2],
    ['an open bracket', 'model_parameters: {march: x\n', 'CFG001', 1],
    ['two documents', `${BASE}---\n${BASE}`, 'CFG001', 16],
    ['a list', '- a\n- b\n', 'CFG004', 1],
    ['a word', 'hello', 'CFG004', 1],
    ['a tag that would run code', BASE.replace("'model.onnx'", "!!python/object/apply:os.system ['ls']"), 'CFG001', 2],
  ])('%s', (_, text, code, line) => {
    expect(problems(text)).toContainEqual(expect.objectContaining({ code, at: expect.objectContaining({ line }) }));
  });

  it('names a key that stands twice', () => {
    const text = BASE.replace("  march: 'bayes-e'\n", "  march: 'bayes-e'\n  march: 'bernoulli2'\n");
    expect(problems(text)).toMatchObject([
      { code: 'CFG003', at: { name: 'march', line: 4, column: 3 }, facts: { key: 'march' } },
    ]);
  });

  it('survives deep nesting and great length', () => {
    expect(codes('['.repeat(100_000))[0]).toMatch(/^CFG001/);
    expect(codes(`${BASE}#${' '.repeat(2 ** 20)}`)).toEqual(['CFG001 recipe']);
    expect(codes(recipe({ input_source: `'${'{a: '.repeat(20_000)}'` }))).toEqual(['CFG008 input_source']);
  });

  it('throws nothing but diagnostics, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(BASE.length), fc.nat(40), (noise, at, cut) => {
        problems(BASE.slice(0, at) + noise + BASE.slice(at + cut));
      }),
      { numRuns: 500 },
    );
  });
});

it('shows the first errors of very many, and says how many more there are', () => {
  const keys = Array.from({ length: 10_000 }, (_, i) => `  odd_${i}: 1`).join('\n');
  const found = problems(BASE.replace('model_parameters:', `model_parameters:\n${keys}`));
  expect(found).toHaveLength(51);
  expect(found[50]).toMatchObject({ code: 'CFG060', message: 'and 9950 more errors' });
});
