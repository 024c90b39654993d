import { type HintCase, command, convert } from './hint-case';

const CHECK = 'checker --model-type onnx --march bayes-e --model model.onnx';
const CAFFE = 'checker --model-type caffe --march bernoulli2 --model net.caffemodel';
const INFER = 'infer --model out/net.bin --image a.bmp';
const FAST = 'makertbin --fast-perf --model model.onnx --model-type onnx --march bayes-e --threads 1';
const FEED = 'infer --model model.onnx';
const JUDGE = 'evaluate --model out/net.bin --image_path pictures';
const FITTED = command(`${INFER} --short-side 9 --crop 8`);
const FED = command(`${FEED} --input x=good.npy`);
const VENDOR = 'recipe --config recipe.yaml --vendor vendor.yaml';
const labels = (text: string) => command(`${JUDGE} --label_path labels.txt`, { 'labels.txt': text });
const LABELLED = labels('a.bmp 1\n');

/** What the command line itself says, and what is said of the files that it names. */
export const COMMAND_LINE: readonly HintCase[] = [
  ['CLI001', command(CHECK.replace('onnx', 'tflite')), /give --model-type caffe or --model-type onnx/, command(CHECK)],
  ['CLI002', command(CAFFE), /add --proto/, command(`${CAFFE} --proto net.prototxt`)],
  [
    'CLI003',
    command(`${CHECK} --input-shape x 1,3,8,8`),
    /whole number above 0, with x between/,
    command(`${CHECK} --input-shape x 1x3x8x8`),
  ],
  ['CLI050', command('explain CFG0088'), /did you mean "CFG/, command('explain CFG008')],
  ['CLI050', command('explain nothing'), /three letters and three digits/, command('explain cfg008')],
  ['PIP099', command(`${CHECK} --fix ./model.onnx`), /--fix fixed\.onnx/, command(`${CHECK} --fix fixed.onnx`)],
  ['ONX013', command(`${CHECK} --cut conv22`), /did you mean "conv2"\?/, command(`${CHECK} --cut conv2`)],
  ['ONX013', command(`${CHECK} --cut Zzzzzzzz`), /or of an operator such as/, command(`${CHECK} --cut Softmax`)],
  ['ONX014', command(`${CHECK} --cut conv1`), /the first nodes of the post-processing/, command(`${CHECK} --cut prob`)],
  ['CLI004', command(`${INFER} --short-side 9 --crop half`), /--short-side \d+ --crop \d+$/, FITTED],
  ['CLI004', command(`${INFER} --crop half --short-side 9`), /--short-side \d+ --crop \d+$/, FITTED],
  ['CLI004', command(`${INFER} --resize half`), /^e\.g\. --resize \d+x\d+$/, command(`${INFER} --resize 8x8`)],
  ['CLI005', command(`${FEED} --input good.npy`), /--input data=x\.npy/, FED],
  [
    'CLI006',
    { ...convert(), run: convert().run.replace('--threads 1', '--threads 0') },
    /leave --threads out/,
    { ...convert(), run: convert().run.replace('--threads 1', '') },
  ],
  [
    'CLI007',
    command(`${INFER} --short-side 9x9 --crop 8x8`),
    /e\.g\. --short-side 256 --crop 240x320/,
    command(`${INFER} --short-side 9 --crop 8x8`),
  ],
  ['CLI008', command(`${FEED} --input x=good.npy --input x=good.npy`), /keep one of the two/, FED],
  ['CLI020', command(CHECK.replace('checker', 'cheker')), /did you mean "checker"/, command(CHECK)],
  ['CLI020', command('frobnicate'), /hb_mapper --help tells/, command('--help')],
  ['CLI021', command(CHECK.replace('--march', '--marhc')), /did you mean --march\?/, command(CHECK)],
  ['CLI021', command(`${CHECK} --frobnicate`), /hb_mapper checker --help lists/, command('checker --help')],
  ['CLI022', command('infer --image a.bmp'), /^e\.g\. .*--model/, command(INFER)],
  ['CLI023', command(`${INFER} --crop`), /--help shows what stands behind/, command('infer --help')],
  ['CLI023', command('infer --model -a.onnx'), /write "\.\/-a\.onnx"/, command(`${FEED} --input x=good.npy`)],
  [
    'CLI023',
    command(`${CHECK} --input-shape x -1x3x8x8`),
    /written like 1x3x/,
    command(`${CHECK} --input-shape x 1x3x8x8`),
  ],
  ['CLI024', command('makertbin --model-type onnx'), /--config recipe\.yaml/, convert()],
  ['CLI031', { ...convert(), run: `${convert().run} --fast-perf` }, /keep one of the two/, convert()],
  ['CLI032', { ...convert(), run: `${convert().run} --march bayes-e` }, /march in the recipe: march/, convert()],
  ['PIP068', command(INFER), /cal_data_dir and calibration_type: default/, command(INFER.replace('out/', 'real/'))],
  [
    'PIP067',
    command(`${FAST} --save-recipe recipe.yaml`),
    /give --save-recipe another name/,
    command(`${FAST} --save-recipe other.yaml`),
  ],
  [
    'PIP065',
    command(`${CHECK} --skip-pass fuse-pat`),
    /did you mean "fuse-pad"/,
    command(`${CHECK} --skip-pass fuse-pad`),
  ],
  ['CLI025', command(`${CHECK} more`), /every value stands behind its flag/, command(CHECK)],
  ['CLI028', command(`${INFER} --crop 8`), /either --short-side N with --crop N/, FITTED],
  ['CLI028', command(`${INFER} --resize 8x8 --short-side 9`), /or --resize HxW/, command(`${INFER} --resize 8x8`)],
  ['CLI029', command(`${CHECK} --march bayes-e`), /keep one --march/, command(CHECK)],
  ['CLI030', command(CHECK.replace('checker ', '')), /write .*hb_mapper checker --model-type/, command(CHECK)],
  ['GRD001', command('infer --model absent.onnx --input x=good.npy'), /check the path/, FED],
  ['GRD002', command(`${FEED} --input x=samples`), /give a plain file/, FED],
  [
    'GRD003',
    { ...convert(), files: { 'big.yaml': '#'.repeat(9 << 20) }, run: convert().run.replace('recipe', 'big') },
    /check that it is the file you meant/,
    convert(),
  ],
  ['PIP001', command(CHECK.replace('bayes-e', 'bayse-e')), /did you mean "bayes-e"/, command(CHECK)],
  ['PIP001', command(CHECK.replace('bayes-e', 'j5')), /RDK X5 is bayes-e/, command(CHECK)],
  ['PIP003', command(`${FEED} --input X=good.npy`), /did you mean "x"/, FED],
  [
    'PIP006',
    command(`${FEED} --input x=good.npy --save model.onnx/x`),
    /choose a folder that you may write to/,
    command(`${FEED} --input x=good.npy --save x`),
  ],
  ['PIP007', command(FEED.replace('model.onnx', 'a.bmp')), /ends in \.onnx or \.bin/, FED],
  [
    'PIP008',
    command('infer --model out/net_quantized_model.onnx --input x=good.npy'),
    /save it with \.transpose\(0, 2, 3, 1\)\.astype\(numpy\.int8\) where it is minus 128/,
    command('infer --model out/net_quantized_model.onnx --input x=signed.npy'),
  ],
  [
    'PIP015',
    command(`${INFER} --resize 4x4`),
    /^give --resize 8x8, or --crop 8x8 with a --short-side no smaller/,
    command(`${INFER} --resize 8x8`),
  ],
  ['PIP015', command(`${INFER} --resize 4x4`), /--crop 8x8/, command(`${INFER} --short-side 8 --crop 8x8`)],
  [
    'PIP016',
    command(`${FEED} --image a.bmp`),
    /a file that makertbin wrote/,
    command('infer --model out/net_original_float_model.onnx --image a.bmp'),
  ],
  ['PIP016', command(`${FEED} --image a.bmp`), /infer also takes --input/, FED],
  ['PIP017', command(FEED), /--input NAME=FILE\.npy for every input/, FED],
  ['PIP019', command(`${FEED} --input x=good.npy --image a.bmp`), /leave out either --image or the --input/, FED],
  ['PIP046', command(`${FEED} --input x=nan.npy`), /look at what wrote the file/, FED],
  ['PIP047', command(`${FEED} --input x=nan.npy`), /where the input is sound/, FED],
  ['PIP050', command(`${FEED} --input x=text.npy`), /write it with numpy\.save/, FED],
  [
    'RUN002',
    command('infer --model out/net.bin --input x=good.npy'),
    /save it with \.transpose\(0, 2, 3, 1\)\.astype\(numpy\.uint8\)$/,
    command('infer --model out/net.bin --input x=bytes.npy'),
  ],
  ['VIS003', command(INFER.replace('a.bmp', 'text.png')), /use a whole JPEG/, command(INFER)],
  [
    'VIS004',
    command(`${INFER} --short-side 4 --crop 8`),
    /resize the short side to at least the crop/,
    command(`${INFER} --short-side 8 --crop 8`),
  ],
  ['VIS006', command(`${INFER} --short-side 16384 --crop 16384`), /make the picture smaller first/, FITTED],
  ['VIS010', command(`${JUDGE}x --label_path labels.txt`, { 'labels.txt': 'a.bmp 1\n' }), /check the path/, LABELLED],
  ['VIS020', labels('a.bmp,1\n'), /separate the two with a space: "a\.bmp 1"/, LABELLED],
  ['VIS020', labels('1 a.bmp\n'), /the name comes first: "a\.bmp 1"/, LABELLED],
  ['VIS020', labels('a.bmp one\n'), /a whole number counted from 0/, LABELLED],
  ['VIS021', labels('a.bmp 1\na.bmp 1\n'), /keep one of the two lines/, LABELLED],
  ['VIS022', labels(''), /check that it is the file you meant/, LABELLED],
  ['VIS023', labels('a.bmp 5\n'), /subtract 1 from every label/, labels('a.bmp 4\n')],
  ['VIS024', labels('b.bmp 1\n'), /those of files in the folder/, LABELLED],
  ['VIS026', labels('../a.bmp 1\n'), /without "\.\."/, LABELLED],
  [
    'CLI046',
    command('recipe'),
    /e\.g\. hb_mapper recipe --init model\.onnx$/,
    command('recipe --init model.onnx --output new.yaml'),
  ],
  [
    'CLI046',
    command('recipe --explain march --vendor vendor.yaml'),
    /keep --explain, or --vendor/,
    command('recipe --explain march'),
  ],
  ['CLI047', command('recipe --vendor vendor.yaml'), /add --config with the recipe/, command(VENDOR)],
  ['CLI048', command(`${VENDOR} --full`), /take --full out/, command(VENDOR)],
  ['CLI049', command('recipe --explain marhc'), /did you mean --explain march\?/, command('recipe --explain march')],
  [
    'PIP067',
    command('recipe --init model.onnx --output recipe.yaml'),
    /give --output another name/,
    command('recipe --init model.onnx --output new.yaml'),
  ],
];
