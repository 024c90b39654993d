import { defineCatalogue, event } from '@openbpu/diagnostics';

type FileFacts = { file: string; reason: string };

/** Everything this package can complain about. */
export const VISION = defineCatalogue({
  notAnImage: event({
    code: 'VIS003',
    severity: 'error',
    when: 'A picture cannot be decoded: another format, truncated or damaged.',
    message: ({ file, reason }: FileFacts) => `picture "${file}" cannot be decoded: ${reason}`,
    hint: 'use a whole JPEG, PNG, WebP, GIF, TIFF, AVIF or plain BMP file; convert it again when it opens nowhere else',
  }),
  cropTooLarge: event({
    code: 'VIS004',
    severity: 'error',
    when: 'A crop is larger than the picture it is cut from.',
    message: (facts: { width: number; height: number; cropWidth: number; cropHeight: number }) =>
      `a crop of ${facts.cropHeight}x${facts.cropWidth} (height x width) does not fit in a picture ` +
      `of ${facts.height}x${facts.width}`,
    hint: 'make the crop smaller, or resize the short side to at least the crop first',
  }),
  tooLarge: event({
    code: 'VIS006',
    severity: 'error',
    when: 'A picture has more pixels than one can be worked with, as it is or once it is resized.',
    message: (facts: { what: string; most: number }) =>
      `${facts.what} has more than ${Math.floor(facts.most / 1e6)} million pixels`,
    hint: 'make the picture smaller first, or cut it to what the model should see',
  }),
  nv12NeedsEven: event({
    code: 'VIS005',
    severity: 'error',
    when: 'An nv12 input is asked for with an odd height or width.',
    message: (facts: { width: number; height: number }) =>
      `nv12 shares one chroma sample among 2x2 pixels, so ${facts.height}x${facts.width} (height x ` +
      'width) cannot be nv12',
    hint: 'use an even height and width, or another input_type_rt such as rgb, bgr or yuv444',
  }),
  folderMissing: event({
    code: 'VIS010',
    severity: 'error',
    when: 'A folder of pictures or calibration samples does not exist.',
    message: (facts: { folder: string; what: string }) => `folder of ${facts.what} "${facts.folder}" does not exist`,
    hint: 'check the path; relative paths in a recipe start at its folder, on the command line at the current one',
  }),
  folderEmpty: event({
    code: 'VIS011',
    severity: 'error',
    when: 'A folder holds no picture or no calibration sample.',
    message: (facts: { folder: string; what: string; others: number }) =>
      `folder "${facts.folder}" holds no ` +
      `${facts.what}${facts.others > 0 ? ` (${facts.others} other ${facts.others === 1 ? 'entry' : 'entries'})` : ''}`,
    hint: ({ what, others }) =>
      others > 0
        ? `put the ${what} directly into the folder: subfolders, hidden files and other kinds are not read`
        : `put the ${what} into it; about 100 samples are right for calibration`,
  }),
  badLabelLine: event({
    code: 'VIS020',
    severity: 'error',
    when: 'A line of a label file is not `<name> <label>`.',
    message: (facts: { text: string; line: number }) =>
      `this is not "<name> <label>": "${facts.text.length > 80 ? `${facts.text.slice(0, 80)}…` : facts.text}"`,
    hint: ({ text }) => {
      const comma = /^(\S+)[,;:]\s*(\d{1,15})$/.exec(text);
      const turned = /^(\d{1,15})[\s,;]+(\S+)$/.exec(text);
      if (comma) return `separate the two with a space: "${comma[1]} ${comma[2]}"`;
      if (turned) return `the name comes first: "${turned[2]} ${turned[1]}"`;
      return 'each line names one picture and its class, a whole number counted from 0, e.g. "cat.jpg 281"';
    },
  }),
  picturesMissing: event({
    code: 'VIS024',
    severity: 'error',
    when: 'A label file names pictures that are not in the folder.',
    message: ({ name, folder, others }: { name: string; folder: string; others: number }) => {
      const more = others === 1 ? 'picture of the label file is' : 'pictures of the label file are';
      return `there is no "${name}" in "${folder}"${others === 0 ? '' : `, and ${others} more ${more} not there`}`;
    },
    hint: 'the names of the label file are those of files in the folder of the pictures',
  }),
  labelOutside: event({
    code: 'VIS026',
    severity: 'error',
    when: 'A label file names a picture outside the folder of the pictures.',
    message: ({ name }: { name: string }) => `"${name}" leads out of the folder of the pictures`,
    hint: 'write the name of a file in that folder, without "/" at its beginning and without ".."',
  }),
  duplicateLabel: event({
    code: 'VIS021',
    severity: 'error',
    when: 'A label file names a picture twice.',
    message: (facts: { name: string; line: number; firstLine: number }) =>
      `"${facts.name}" on line ${facts.line} was already labelled on line ${facts.firstLine}`,
    hint: 'keep one of the two lines',
  }),
  emptyList: event({
    code: 'VIS022',
    severity: 'error',
    when: 'A label, name or class-name file has no line with text.',
    message: (facts: { file: string; what: string }) => `${facts.what} "${facts.file}" is empty`,
    hint: 'check that it is the file you meant',
  }),
  labelOutOfRange: event({
    code: 'VIS023',
    severity: 'error',
    when: 'A label is no class of the model that is evaluated.',
    message: (facts: { label: number; classes: number }) =>
      `label ${facts.label} is not among the model's ${facts.classes} classes`,
    hint: ({ label, classes }) =>
      label === classes
        ? 'labels count from 0: subtract 1 from every label if yours count from 1'
        : 'check that the label file belongs to this model',
  }),
  sampleSize: event({
    code: 'VIS030',
    severity: 'error',
    when: 'A raw calibration sample has another size than its input needs.',
    message: (facts: { file: string; expected: number; found: number; dtype: string; shape: string; guess?: string }) =>
      `sample "${facts.file}" has ${facts.found} bytes; ${facts.dtype} of shape ${facts.shape} needs ${facts.expected}`,
    hint: ({ guess }) =>
      guess ??
      'prepare samples with the size, layout and element type of the model input (input_shape, ' +
        'input_layout_train, cal_data_type)',
  }),
  sampleNpy: event({
    code: 'VIS031',
    severity: 'error',
    when: 'A .npy sample cannot be read.',
    message: ({ file, reason }: FileFacts) => `sample "${file}" is no readable .npy file: ${reason}`,
    hint: 'save it again with numpy.save, as one array of numbers',
  }),
  sampleDType: event({
    code: 'VIS032',
    severity: 'error',
    when: 'A .npy sample holds another element type than the recipe states.',
    message: (facts: { file: string; dtype: string; found: string }) =>
      `sample "${facts.file}" holds ${facts.found} elements where ${facts.dtype} is expected`,
    hint: ({ dtype, found }) =>
      found === 'float32' || found === 'uint8'
        ? `set cal_data_type: '${found}', or save with .astype(numpy.${dtype})`
        : `save it with .astype(numpy.${dtype})`,
  }),
  sampleShape: event({
    code: 'VIS033',
    severity: 'error',
    when: 'A .npy sample has another shape than its input.',
    message: (facts: { file: string; shape: string; found: string; guess?: string }) =>
      `sample "${facts.file}" has shape ${facts.found} where ${facts.shape} is expected`,
    hint: ({ guess, shape }) => guess ?? `prepare samples of shape ${shape}`,
  }),
  noChain: event({
    code: 'VIS040',
    severity: 'error',
    when: 'Nothing says how pictures become calibration samples.',
    message: ({ file }: { file: string }) =>
      `how pictures become samples stands nowhere: there is no "${file}" here, and no --transformers`,
    hint:
      'write the steps that the model was trained with into preprocess.yaml, e.g. those of most classifiers:\n' +
      '    preprocess:\n' +
      "      read_mode: 'opencv'\n" +
      "      transformers: 'ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW; BGR2RGB'",
  }),
  badExtension: event({
    code: 'VIS041',
    severity: 'error',
    when: 'Samples are to have an ending that makes them something else.',
    message: ({ given, problem }: { given: string; problem: string; instead: string }) =>
      `--pic_ext "${given}" ${problem}`,
    hint: ({ instead }) => `write --pic_ext ${instead}`,
  }),
  sameSample: event({
    code: 'VIS042',
    severity: 'error',
    when: 'Two pictures would become one file of samples.',
    message: ({ first, second, file }: { first: string; second: string; file: string }) =>
      `"${first}" and "${second}" would both become "${file}"`,
    hint: 'rename one of the two pictures, or take it out of the folder',
  }),
  sameFolder: event({
    code: 'VIS043',
    severity: 'error',
    when: 'Samples are to be written into the folder of the pictures.',
    message: ({ folder }: { folder: string }) => `"${folder}" is the folder of the pictures`,
    hint: 'give another --dst_dir, such as ./calibration_data_rgb_f32: every file in it is taken for a sample',
  }),
  unequalSamples: event({
    code: 'VIS044',
    severity: 'error',
    when: 'A chain makes samples of several sizes.',
    message: (facts: { file: string; shape: string; first: string; firstShape: string }) =>
      `"${facts.file}" becomes ${facts.shape}, and "${facts.first}" ${facts.firstShape}`,
    hint: 'end with a step that gives one size, such as CenterCrop(crop_size=224) or Resize(target_size=224x224)',
  }),
  noBytes: event({
    code: 'VIS045',
    severity: 'error',
    when: 'Values are to be stored as uint8 that are none.',
    message: ({ range }: { range: string }) => `the transformers give values of ${range}, which are no bytes`,
    hint: 'end with 0 to 255, e.g. add Scale(scale_value=255) after read_mode skimage, or store float32',
  }),
  notRaw: event({
    code: 'VIS046',
    severity: 'warning',
    when: 'A chain gives other values than pictures hold, and mean and scale stand in recipes.',
    message: ({ range }: { range: string }) =>
      `the samples hold ${range}, and makertbin takes pictures of 0 to 255, before mean_value and scale_value`,
    hint: 'leave Mean and Scale to the recipe; after read_mode skimage add Scale(scale_value=255)',
  }),
  oddFolderName: event({
    code: 'VIS047',
    severity: 'warning',
    when: 'The name of a folder of samples tells of another element type than its samples have.',
    message: ({ folder, dtype, inferred }: { folder: string; dtype: string; inferred: string }) =>
      `"${folder}" holds ${dtype}, and a recipe without cal_data_type takes a folder of this name for ${inferred}`,
    hint: ({ dtype }) =>
      dtype === 'float32'
        ? "let the name of --dst_dir end in _f32, or write cal_data_type: 'float32' into the recipe"
        : "write cal_data_type: 'uint8' into the recipe, or let the name of --dst_dir not end in _f32",
  }),
  otherSamples: event({
    code: 'VIS048',
    severity: 'warning',
    when: 'A folder holds other files beside the samples that were written.',
    message: ({ folder, count, first }: { folder: string; count: number; first: string }) =>
      `"${folder}" holds ${count} other ${count === 1 ? 'file' : 'files'} as well, such as "${first}": ` +
      'makertbin takes every file for a sample',
    hint: 'remove what is no sample of this run, or write into a folder of its own',
  }),
  skippedFolders: event({
    code: 'VIS060',
    severity: 'note',
    when: 'Folders lie beside the samples or pictures of a folder: what is in them is left out.',
    message: ({ folder, folders: [first, ...others] }: { folder: string; folders: readonly string[] }) =>
      `"${folder}" holds the folder "${first}"` +
      `${others.length === 0 ? '' : ` and ${others.length} more`} beside its files: what is in there is left out`,
    hint: 'only files directly in a folder are taken: move what you want taken there, and other folders elsewhere',
  }),
  solidPictures: event({
    code: 'VIS049',
    severity: 'warning',
    when: 'A picture has one colour and nothing else.',
    message: (facts: { count: number; first: string }) =>
      `${facts.count === 1 ? `"${facts.first}" has` : `${facts.count} pictures, such as "${facts.first}", have`} ` +
      'one colour and nothing else',
    hint: 'take such pictures out: thresholds come from what the model will meet',
  }),
  tinyPictures: event({
    code: 'VIS050',
    severity: 'warning',
    when: 'A picture has less than half the sides of the samples.',
    message: (facts: { count: number; first: string; size: string; wanted: string }) =>
      `${facts.count === 1 ? 'a picture is' : `${facts.count} pictures are`} less than half as large as samples of ` +
      `${facts.wanted}: "${facts.first}" has ${facts.size} (height x width)`,
    hint: 'use pictures at least as large as the input: enlarged ones are smoother than what the model will meet',
  }),
  fewPictures: event({
    code: 'VIS051',
    severity: 'warning',
    when: 'There are fewer pictures than the guide recommends.',
    message: ({ count }: { count: number }) => `${count} ${count === 1 ? 'picture is' : 'pictures are'} few`,
    hint: 'the guide recommends about 100 from the training or validation set, of every kind the model will meet',
  }),
  chainShape: event({
    code: 'VIS053',
    severity: 'error',
    when: 'The transformers make samples of another shape than the input has.',
    message: ({ what, found, shape }: { what: string; found: string; shape: string }) =>
      `${what} becomes ${found} by the transformers, and ${shape} is expected`,
    hint: 'end the transformers with the size of the input, such as CenterCrop(crop_size=224) or Resize(224)',
  }),
  severalPictures: event({
    code: 'VIS054',
    severity: 'error',
    when: 'Pictures are to calibrate an input that takes several at once.',
    message: ({ input, count }: { input: string; count: number }) =>
      `a sample of input "${input}" is ${count} pictures, and the transformers make samples of one`,
    hint: 'write 1 for the first dimension of input_shape, or write the samples yourself, one file for each',
  }),
  badTransformers: event({
    code: 'VIS052',
    severity: 'error',
    when: 'The transformers on the command line cannot be read, or do not fit each other.',
    message: ({ problem }: { problem: string; hint?: string }) => `--transformers: ${problem}`,
    hint: ({ hint }) => hint ?? 'write them like ShortSideResize(short_size=256); CenterCrop(crop_size=224); HWC2CHW',
  }),
});
