import { movedRecipe } from './moved-recipe';
import { parseRecipe } from './parse-recipe';
import { options } from './recipe-text.fixture';

const RECIPE = `# my net
model_parameters:
  onnx_model: "net.onnx" # as exported
  march: 'bayes-e'
  output_model_file_prefix: net
INFOinput_parameters:
  input_name: 'x; y'
  input_type_rt: 'featuremap; featuremap'
  input_type_train: 'featuremap; featuremap'
  input_layout_train: 'NCHW; NCHW'
  input_layout_rt: 'NCHW; NCHW'
  norm_type: 'no_preprocess; no_preprocess'
calibration_parameters:
  # two inputs
  cal_data_dir: 'a; ./b'
  calibration_type: max
compiler_parameters: {optimize_level: O3}
`;
const recipe = (info = '') => RECIPE.replace('INFO', info);
const NODES = { conv1: { on: 'BPU', outputType: 'int16' }, 'a/b': { inputTypes: { 1: 'int16' } } } as const;
const move = (text: string, nodeInfo: Parameters<typeof movedRecipe>[1]['nodeInfo'] = NODES) =>
  movedRecipe(text, {
    nodeInfo,
    path: (given) => (given.startsWith('/') ? given : `../${given}`),
    workingDir: 'model_output',
    heading: ['Moved.'],
  });
const nodesOf = (text: string) => parseRecipe(text, options).model.nodeInfo;

it('leads every path from the new folder, and keeps comments, order and quotes', () => {
  const moved = move(recipe(), {});
  expect(moved).toBe(
    recipe()
      .replace('# my net\n', '# Moved.\n\n# my net\n')
      .replace('"net.onnx"', '"../net.onnx"')
      .replace('prefix: net\n', 'prefix: net\n  working_dir: ../model_output\n')
      .replace("'a; ./b'", "'../a; .././b'"),
  );
});

it('adds lines for nodes', () => {
  const moved = move(recipe());
  expect(moved).toContain(`  node_info:
    conv1: {ON: BPU, OutputType: int16}
    a/b: {InputType1: int16}
`);
  expect(nodesOf(moved)).toEqual(NODES);
});

it('leaves what is said of nodes as it is written', () => {
  const moved = move(recipe("  node_info: {'conv1': {'ON': 'BPU', 'OutputType': 'int8'}, 'own': {ON: CPU}} # mine\n"), {
    ...NODES,
    own: { on: 'CPU' },
  });
  expect(moved).toContain("'conv1': {'ON': 'BPU', 'OutputType': 'int8'}");
  expect(moved).toContain("'own': {ON: CPU}");
  expect(nodesOf(moved)['a/b']).toEqual(NODES['a/b']);
});

it('writes nodes anew that were a text', () => {
  const own = { ...NODES, own: { on: 'CPU' } } as const;
  const moved = move(recipe(`  node_info: "{'own': {'ON': 'CPU'}}"\n`), own);
  expect(nodesOf(moved)).toEqual(own);
});

it('gives custom operators their folder', () => {
  const moved = move(`${recipe()}custom_op:\n  custom_op_method: 'register'\n  op_register_files: 'op.ts'\n`, {});
  expect(moved).toContain('custom_op_dir: ../.');
});
