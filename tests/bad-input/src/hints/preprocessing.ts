import { encodeModel } from '@openbpu/onnx';
import { modelOf } from '../small-model';
import { type HintCase, command, convert } from './hint-case';
import { BATCH_RECIPE, CONV } from './recipes';

/** A picture of one colour but for its first pixel, as BMP. */
function bmp(side: number, first: number): Uint8Array {
  const stride = Math.ceil((side * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * side, 0).fill(90, 54);
  file.write('BM', 0, 'latin1');
  for (const [at, value] of [
    [2, file.length],
    [10, 54],
    [14, 40],
    [18, side],
    [22, side],
  ])
    file.writeUInt32LE(value, at);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  file[54] = first;
  return file;
}

const GOOD = bmp(8, 0);
const FOLDER = 'data_preprocess --src_dir pictures --dst_dir out_f32';
const STEPS = 'CenterCrop(1);HWC2CHW;BGR2RGB';
const PREPARE = `${FOLDER} --transformers ${STEPS}`;
const PREPARED = command(PREPARE);
const SKIMAGE = `${FOLDER} --read_mode skimage --transformers CenterCrop(1)`;
const SCALED = command(`${SKIMAGE};Scale(scale_value=255)`);
const YAML = `preprocess:
  read_mode: 'opencv'
  transformers: 'ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW; BGR2RGB'
`;
const MANY = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`pictures/${i}.bmp`, GOOD]));

/** A conversion that calibrates on the folder of pictures. */
const pictured = (steps: string, more: Readonly<Record<string, string>> = {}) =>
  convert(
    { cal_data_dir: "'pictures'", cal_data_type: undefined, 'preprocess.transformers': `'${steps}'`, ...more },
    { 'model.onnx': encodeModel(modelOf(CONV)) },
  );
const ONE = pictured(STEPS.replace('CenterCrop(1)', 'Resize(8)'), { 'input_parameters.input_shape': "'1x3x8x8'" });

/** What is said of pictures that become samples, by `data_preprocess` and by `makertbin`. */
export const PREPROCESSING: readonly HintCase[] = [
  ['CLI041', command(`${PREPARE} --read_mode cv2`), /give --read_mode opencv or --read_mode skimage/, PREPARED],
  [
    'CLI041',
    command(`${PREPARE} --saved_data_type float64`),
    /give --saved_data_type float32 or/,
    command(`${PREPARE} --saved_data_type float32`),
  ],
  ['CLI042', command(`${PREPARE} --preprocess a.yaml`), /keep one of the two/, PREPARED],
  [
    'VIS040',
    command(FOLDER),
    /steps that the model was trained with into preprocess\.yaml/,
    command(FOLDER, { 'preprocess.yaml': YAML }),
  ],
  ['VIS041', command(`${PREPARE} --pic_ext rgb`), /write --pic_ext \.rgb/, command(`${PREPARE} --pic_ext .rgb`)],
  [
    'VIS042',
    command(PREPARE, { 'pictures/a.png': GOOD }),
    /rename one of the two/,
    command(PREPARE, { 'pictures/b.bmp': GOOD }),
  ],
  ['VIS043', command(PREPARE.replace('out_f32', 'pictures')), /give another --dst_dir/, PREPARED],
  [
    'VIS044',
    command(`${FOLDER} --transformers HWC2CHW`, { 'pictures/b.bmp': GOOD }),
    /end with a step that gives one size, such as CenterCrop/,
    command(`${FOLDER} --transformers HWC2CHW;Resize(target_size=224x224)`, { 'pictures/b.bmp': GOOD }),
  ],
  [
    'VIS045',
    command(`${SKIMAGE} --saved_data_type uint8`),
    /add Scale\(scale_value=255\) after read_mode skimage/,
    command(`${SKIMAGE};Scale(scale_value=255) --saved_data_type uint8`),
  ],
  ['VIS046', command(SKIMAGE), /after read_mode skimage add Scale\(scale_value=255\)/, SCALED],
  [
    'VIS047',
    command(`${PREPARE.replace('out_f32', 'bytes')} --saved_data_type float32`),
    /let the name of --dst_dir end in _f32/,
    command(`${PREPARE} --saved_data_type float32`),
  ],
  [
    'VIS047',
    command(`${PREPARE} --saved_data_type uint8`),
    /let the name of --dst_dir not end in _f32/,
    command(`${PREPARE.replace('out_f32', 'bytes')} --saved_data_type uint8`),
  ],
  ['VIS048', command(PREPARE, { 'out_f32/old.rgb': 'x' }), /into a folder of its own/, PREPARED],
  [
    'VIS049',
    command(PREPARE.replace('CenterCrop(1)', 'CenterCrop(8)').replace('pictures', 'more'), {
      'more/a.bmp': bmp(8, 90),
    }),
    /take such pictures out/,
    command(PREPARE.replace('CenterCrop(1)', 'CenterCrop(8)').replace('pictures', 'more'), { 'more/a.bmp': GOOD }),
  ],
  [
    'VIS050',
    command(PREPARE.replace('CenterCrop(1)', 'Resize(8)')),
    /use pictures at least as large/,
    command(PREPARE.replace('CenterCrop(1)', 'Resize(8)'), { 'pictures/a.bmp': GOOD }),
  ],
  ['VIS051', PREPARED, /recommends about 100/, command(PREPARE, MANY)],
  [
    'VIS052',
    command(`${FOLDER} --transformers CentreCrop(1)`),
    /did you mean 'CenterCrop'/,
    command(`${FOLDER} --transformers CenterCrop(1)`),
  ],
  [
    'VIS053',
    pictured(STEPS),
    /^end the transformers with the size of the input, such as CenterCrop\(crop_size=224\) or Resize/,
    pictured(STEPS.replace('CenterCrop(1)', 'Resize(8)')),
  ],
  ['VIS054', pictured(`Resize(8);${STEPS}`, BATCH_RECIPE), /write 1 for the first dimension of input_shape/, ONE],
];
