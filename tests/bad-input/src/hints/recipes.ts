import { buildNode, buildValue, encodeModel, intAttribute } from '@openbpu/onnx';
import { bytesOf, encodeNpy, float32, makeTensor } from '@openbpu/tensor';
import { modelOf, withGraph } from '../small-model';
import { INPUT_SIZE, sample } from '../workshop';
import { type Act, type HintCase, command, convert } from './hint-case';

/** A recipe that asks for as little work as may be. */
const quick = (recipe: Act['recipe'] = {}, files: Act['files'] = {}) =>
  convert({ calibration_type: "'skip'", ...recipe }, files);
const WHOLE = convert();
const model = (text: string) => ({ 'model.onnx': encodeModel(modelOf(text)) });
const samples = (count: number, valueOf: (i: number) => Uint8Array, folder = 'samples') =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.rgb`, valueOf(i)]));
const filled = (value: number) => bytesOf(new Float32Array(INPUT_SIZE).fill(value));
const npy = (shape: readonly number[]) =>
  encodeNpy(float32(shape, new Float32Array(shape.reduce((a, b) => a * b)).fill(9)));
const pictures = (i: number) => bytesOf(sample(i));
const NO_NORM = { norm_type: "'no_preprocess'", scale_value: undefined };
const FEATUREMAP = {
  input_type_rt: "'featuremap'",
  input_type_train: "'featuremap'",
  input_layout_rt: undefined,
  ...NO_NORM,
};

/** A picture and a map beside it. */
export const TWO_INPUTS = `input x: float32[1x3x8x8] NCHW
input f: float32[1x4x8x8] NCHW
const w: float32[4x3x1x1] = seed 1
c: c = Conv(x, w) {kernel: [1, 1]}
s: y = Add(c, f)
output y`;
export const TWO_RECIPE = {
  input_type_rt: "'rgb;featuremap'",
  input_type_train: "'rgb;featuremap'",
  input_layout_train: "'NCHW;NCHW'",
  input_layout_rt: "'NHWC;NCHW'",
  norm_type: "'no_preprocess;no_preprocess'",
  scale_value: undefined,
  'input_parameters.input_name': "'x;f'",
  cal_data_dir: undefined,
  cal_data_type: undefined,
};
/** Pictures three at a time. */
export const BATCH_RECIPE = { 'input_parameters.input_shape': "'2x3x8x8'" };
export const CONV = `input x: float32[1x3x8x8] NCHW
const w: float32[4x3x1x1] = seed 1
c: y = Conv(x, w) {kernel: [1, 1]}
output y`;

const LARGE = CONV.replace('8x8', '144x128');
const TWO_ITEMS = CONV.replace('1x3x8x8', '2x3x8x8');
const MIXING = CONV.replace('output y', 'r: z = Reshape(y) {shape: [4, 64]}\noutput z');
const SEVERAL = { 'input_parameters.input_batch': '4' };
const fedBy = (source: string) => ({
  input_type_rt: "'nv12'",
  input_layout_rt: undefined,
  'compiler_parameters.input_source': `{'x': '${source}'}`,
});
const GONE = CONV.replace('Conv(x', 'Conv(same').replace('c: ', 'gone: same = Identity(x)\nc: ');

const two = (recipe: Act['recipe'] = {}, files: Act['files'] = {}) =>
  quick({ ...TWO_RECIPE, ...recipe }, { ...model(TWO_INPUTS), ...files });
const maps = (count: number) => samples(count, () => bytesOf(new Float32Array(256).fill(1)), 'maps');
const FOLDERS = {
  calibration_type: "'max'",
  cal_data_dir: "'samples;maps'",
  cal_data_type: "'float32;float32'",
};
const JUDGE = 'evaluate --image_path pictures --label_path labels.txt';
const LABELS = { 'labels.txt': 'a.bmp 1\n' };
const OF_TWO = 'infer --model two/net.bin --image a.bmp';

/** The same convolution, fed with bytes that the model itself casts. */
function ofBytes(): Act['files'] {
  const net = modelOf(CONV);
  const cast = buildNode({
    opType: 'Cast',
    name: 'cast',
    input: ['x'],
    output: ['xf'],
    attribute: [intAttribute('to', 1)],
  });
  const node = net.graph.node.map((each) => ({
    ...each,
    input: each.input.map((name) => (name === 'x' ? 'xf' : name)),
  }));
  const input = [buildValue('x', 2, [1, 3, 8, 8])];
  return { 'model.onnx': encodeModel(withGraph(net, { node: [cast, ...node], input })) };
}

/** What is said of a recipe, of its samples, and of the models that come out. */
export const RECIPES: readonly HintCase[] = [
  [
    'PIP003',
    quick({ 'input_parameters.input_name': "'X'" }),
    /did you mean "x"/,
    quick({ 'input_parameters.input_name': "'x'" }),
  ],
  ['PIP004', quick({ ...NO_NORM }, model(TWO_INPUTS)), /list them all in input_name/, two()],
  ['PIP006', quick({ working_dir: "'model.onnx/out'" }), /choose a folder that you may write to/, quick()],
  ['PIP011', two(FOLDERS, maps(2)), /the k-th file of every folder belongs to one sample/, two(FOLDERS, maps(3))],
  [
    'PIP014',
    command(OF_TWO),
    /--input NAME=FILE\.npy/,
    command(`${OF_TWO} --input f=maps.npy`, { 'maps.npy': npy([1, 4, 8, 8]) }),
  ],
  [
    'PIP072',
    quick({ ...NO_NORM, ...SEVERAL }, model(TWO_ITEMS)),
    /leave input_batch out/,
    quick(NO_NORM, model(TWO_ITEMS)),
  ],
  ['PIP071', quick({ ...NO_NORM, ...SEVERAL }, model(MIXING)), /leave input_batch out/, quick(NO_NORM, model(MIXING))],
  ['PIP069', quick(fedBy('resizer'), model(LARGE)), /pyramid or from ddr/, quick(fedBy('ddr'), model(LARGE))],
  [
    'PIP020',
    command(`${JUDGE} --model maps/net.bin`, LABELS),
    /infer --save writes every output/,
    command('infer --model maps/net.bin --image a.bmp --save saved'),
  ],
  [
    'PIP049',
    command(`${JUDGE} --model out/net.bin --against four/net.bin`, LABELS),
    /another form of the same model/,
    command(`${JUDGE} --model out/net.bin --against out/net_original_float_model.onnx`, LABELS),
  ],
  [
    'PIP051',
    command(`${JUDGE} --model two/net.bin`, LABELS),
    /with --image and an --input for each of the others/,
    command(`${OF_TWO} --input f=maps.npy`, { 'maps.npy': npy([1, 4, 8, 8]) }),
  ],
  [
    'PIP060',
    command('infer --model batch/net.bin --image a.bmp'),
    /as one array: --input x=FILE\.npy/,
    command('infer --model batch/net.bin --input x=both.npy', {
      'both.npy': encodeNpy(makeTensor('uint8', [2, 8, 8, 3], new Uint8Array(2 * INPUT_SIZE))),
    }),
  ],
  [
    'PIP030',
    quick({ 'model_parameters.remove_node_name': "'fc'" }),
    /from the outside to the inside/,
    quick({ 'model_parameters.remove_node_name': "''" }),
  ],
  [
    'PIP031',
    quick({ 'model_parameters.remove_node_name': "'frobnicate'" }),
    /without remove_node_name keeps every node/,
    quick(),
  ],
  [
    'PIP043',
    convert(
      {},
      samples(3, (i) => bytesOf(sample(i).map((value) => value / 255 - 0.5))),
    ),
    /write the samples as the pictures are/,
    WHOLE,
  ],
  [
    'PIP044',
    convert(
      {},
      samples(3, () => filled(7)),
    ),
    /on about 100 samples like those/,
    convert({}, samples(100, pictures)),
  ],
  ['PIP053', WHOLE, /on about 100 samples/, convert({}, samples(100, pictures))],
  [
    'PIP180',
    convert(
      {},
      samples(3, (i) => bytesOf(sample(i).map((value) => value / 255))),
    ),
    /write the samples as pixels 0\.\.255/,
    WHOLE,
  ],
  [
    'PIP181',
    convert(
      {},
      samples(3, () => pictures(1)),
    ),
    /leave one of each/,
    WHOLE,
  ],
  [
    'PIP182',
    convert(
      {},
      samples(3, (i) => (i === 0 ? filled(7) : pictures(i))),
    ),
    /leave them out/,
    WHOLE,
  ],
  [
    'PIP183',
    convert(
      {},
      samples(3, (i) => (i === 0 ? bytesOf(new Float32Array(INPUT_SIZE).fill(255).fill(3, 0, 5)) : pictures(i))),
    ),
    /leave pictures out that are over- or under-exposed/,
    WHOLE,
  ],
  [
    'PIP110',
    { ...convert(), run: `${convert().run} --effort 2` },
    /write calibration_type: default/,
    { ...convert({ calibration_type: "'default'" }), run: `${convert().run} --effort 2` },
  ],
  ['PIP045', quick(), /set calibration_type: default and cal_data_dir/, convert({ calibration_type: "'default'" })],
  [
    'PIP070',
    quick({ 'model_parameters.layer_out_dump': 'True' }),
    /set layer_out_dump: False/,
    quick({ 'model_parameters.layer_out_dump': 'False' }),
  ],
  [
    'PIP062',
    quick(NO_NORM, ofBytes()),
    /to featuremap, and its norm_type to no_preprocess/,
    quick(FEATUREMAP, ofBytes()),
  ],
  [
    'PIP064',
    quick({ ...FEATUREMAP, input_layout_rt: "'NHWC'" }, model(`${CONV}\noutput x`)),
    /put an Identity between the two/,
    quick({ ...FEATUREMAP, input_layout_rt: "'NHWC'" }, model(`${CONV}\ni: same = Identity(x)\noutput same`)),
  ],
  [
    'PIP063',
    quick({ ...FEATUREMAP, norm_type: "'data_scale'", scale_value: '0.01' }, ofBytes()),
    /set its norm_type to no_preprocess/,
    quick(FEATUREMAP, ofBytes()),
  ],
  [
    'PAS008',
    quick({ 'calibration_parameters.run_on_cpu': "'conv11'" }),
    /did you mean "conv1"/,
    quick({ 'calibration_parameters.run_on_cpu': "'conv1'" }),
  ],
  [
    'PAS025',
    quick({ 'calibration_parameters.run_on_cpu': "'gone'" }, model(GONE)),
    /take "gone" out of run_on_cpu/,
    quick({}, model(GONE)),
  ],
  ['PAS013', quick({}, model(`${CONV}\noutput x`)), /leave it out of the outputs/, quick({}, model(CONV))],
  [
    'PAS014',
    quick({ 'calibration_parameters.run_on_cpu': "'relu1'" }),
    /name "conv1" in run_on_cpu/,
    quick({ 'calibration_parameters.run_on_cpu': "'conv1'" }),
  ],
  ['PAS014', quick({ 'calibration_parameters.run_on_cpu': "'relu1'" }), /take "relu1" out of run_on_cpu/, quick()],
  [
    'RUN006',
    convert({}, { 'samples/1.rgb': filled(NaN) }),
    /write the sample again/,
    convert({}, { 'samples/1.rgb': pictures(1) }),
  ],
  [
    'VIS010',
    convert({ cal_data_dir: "'absent'" }),
    /check the path; relative paths in a recipe start at its folder/,
    WHOLE,
  ],
  [
    'VIS011',
    convert({ cal_data_dir: "'empty'" }, { 'empty/.hidden': '' }),
    /put the .* directly into the folder/,
    convert({ cal_data_dir: "'empty'" }, { ...samples(3, pictures, 'empty') }),
  ],
  ['VIS030', convert({ cal_data_type: "'uint8'" }), /cal_data_type/, WHOLE],
  ['VIS060', convert({}, { 'samples/more/0.rgb': 'x' }), /move .* other folders elsewhere/, WHOLE],
  [
    'VIS031',
    convert({}, { 'samples/1.rgb': null, 'samples/1.npy': '\u0093NUMPY' }),
    /save it again with numpy\.save/,
    convert({}, { 'samples/1.rgb': null, 'samples/1.npy': npy([1, 3, 8, 8]) }),
  ],
  [
    'VIS032',
    convert(
      { cal_data_type: "'uint8'" },
      { ...samples(3, () => new Uint8Array(INPUT_SIZE)), 'samples/1.rgb': null, 'samples/1.npy': npy([1, 3, 8, 8]) },
    ),
    /set cal_data_type: 'float32', or save with \.astype\(numpy\.uint8\)/,
    convert({}, { 'samples/1.rgb': null, 'samples/1.npy': npy([1, 3, 8, 8]) }),
  ],
  [
    'VIS033',
    convert({}, { 'samples/1.rgb': null, 'samples/1.npy': npy([1, 3, 4, 4]) }),
    /1x3x8x8/,
    convert({}, { 'samples/1.rgb': null, 'samples/1.npy': npy([1, 3, 8, 8]) }),
  ],
];
