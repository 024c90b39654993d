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
    hint: 'save it again with numpy.save (little-endian, C order)',
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
});
