import { event } from '@openbpu/diagnostics';

/** What is told of models that run, of what they are fed with and of what they give. */
export const RUN_EVENTS = {
  fromNoise: event({
    code: 'PIP068',
    severity: 'warning',
    when: 'A model is run whose thresholds come from noise.',
    message: ({ file }: { file: string }) =>
      `the thresholds of "${file}" come from noise: what it gives says nothing of its accuracy`,
    hint: 'convert the model with samples: a recipe with cal_data_dir and calibration_type: default',
  }),
  noMarchOfBin: event({
    code: 'PIP150',
    severity: 'error',
    when: 'A .bin is for a march that is not known here, so nothing can be said of its time.',
    message: ({ file, march }: { file: string; march: string; known: readonly string[] }) =>
      `"${file}" is for the march "${march}", which is not known here`,
    hint: ({ known }) => `known are ${known.join(', ')}; a march of a plug-in has to be installed`,
  }),
  rawSize: event({
    code: 'PIP160',
    severity: 'error',
    when: 'A raw file to compare models on has not as many bytes as the input takes.',
    message: ({
      file,
      input,
      bytes,
      wanted,
      type,
      batch,
    }: {
      file: string;
      input: string;
      bytes: number;
      wanted: number;
      type: string;
      batch: number;
    }) =>
      `"${file}" has ${bytes} bytes, and input "${input}" takes ${type}, which is ${wanted} bytes` +
      (batch === 1 ? '' : `, or ${batch} times as many for the whole batch`),
    hint: ({ input }) =>
      `write what "${input}" takes with array.tofile("x.bin"); ` +
      'hb_model_info --listing shows the inputs, and -i takes pictures too',
  }),
  filesOver: event({
    code: 'PIP161',
    severity: 'error',
    when: 'More files are given than the model has inputs to compare on.',
    message: ({ files, inputs }: { files: number; inputs: readonly string[] }) =>
      `${files} files are given, and the model has ` +
      (inputs.length === 1 ? `one input, "${inputs[0]}"` : `${inputs.length} inputs: ${inputs.join(', ')}`),
    hint: 'give one -i for each input, in the order of the inputs, or none',
  }),
  noPicture: event({
    code: 'PIP162',
    severity: 'error',
    when: 'A picture is given to compare models on, for an input that takes none.',
    message: ({ file, input, type }: { file: string; input: string; type: string }) =>
      `input "${input}" takes ${type}, and "${file}" would be a picture`,
    hint: 'give the numbers as .npy or as raw .bin, or leave -i out for numbers from a fixed seed',
  }),
  notNpy: event({
    code: 'PIP050',
    severity: 'error',
    when: 'A file that is fed is no .npy file that is read.',
    message: ({ path, reason }: { path: string; reason: string }) => `"${path}" cannot be fed: ${reason}`,
    hint:
      'write it with numpy.save("x.npy", numpy.ascontiguousarray(x, "<f4")), "<f4" being the type ' +
      'that the input takes: "|u1" and "|i1" are bytes',
  }),
  refusedByRuntime: event({
    code: 'PIP013',
    severity: 'error',
    when: 'ONNX Runtime does not take a model file.',
    message: ({ file, reason }: { file: string; reason: string }) => `ONNX Runtime refuses "${file}": ${reason}`,
    hint: 'check the shapes it is fed with and the file (onnx.checker), or export the model again',
  }),
  noImageInput: event({
    code: 'PIP014',
    severity: 'error',
    when: 'A picture is given for an input that takes none.',
    message: ({ input }: { input: string }) => `input "${input}" takes no picture`,
    hint: 'infer feeds it with --input NAME=FILE.npy',
  }),
  onePicture: event({
    code: 'PIP060',
    severity: 'error',
    when: 'A picture is given to an input that takes several at once.',
    message: ({ input, count }: { input: string; count: number }) =>
      `input "${input}" takes ${count} pictures at once, and one was given`,
    hint: ({ input }) => `feed all of them as one array: --input ${input}=FILE.npy`,
  }),
  wrongSize: event({
    code: 'PIP015',
    severity: 'error',
    when: 'A picture comes out in another size than the model takes.',
    message: ({ given, wanted }: { given: string; wanted: string }) =>
      `the picture comes out as ${given} and the model takes ${wanted} (height x width)`,
    hint: ({ wanted }) =>
      `give --resize ${wanted}, or --crop ${wanted} with a --short-side no smaller than either of the two`,
  }),
  undescribed: event({
    code: 'PIP016',
    severity: 'error',
    when: 'A picture is given to an ONNX file that does not say how it is fed.',
    message: ({ file }: { file: string }) => `"${file}" does not say how a picture is fed to it`,
    hint: 'use a file that makertbin wrote; infer also takes --input NAME=FILE.npy',
  }),
  notFed: event({
    code: 'PIP017',
    severity: 'error',
    when: 'An input is given nothing.',
    message: ({ input }: { input: string }) => `input "${input}" is not fed`,
    hint: 'give --image FILE, or --input NAME=FILE.npy for every input',
  }),
  imageUnused: event({
    code: 'PIP019',
    severity: 'error',
    when: 'A picture is given and every input is fed with a tensor.',
    message: ({ image }: { image: string }) =>
      `no input is left for the picture "${image}": every one is fed by --input`,
    hint: 'leave out either --image or the --input that should be fed with the picture',
  }),
  noClassifier: event({
    code: 'PIP020',
    severity: 'error',
    when: 'A model whose first output is no list of class scores is evaluated as a classifier.',
    message: ({ file, output, type }: { file: string; output: string; type: string }) =>
      `the first output of "${file}", "${output}" of type ${type}, is no list of class scores`,
    hint: 'evaluate counts top-1 and top-5 of classifiers; infer --save writes every output of any model',
  }),
  brokenFeed: event({
    code: 'PIP046',
    severity: 'warning',
    when: 'A tensor that is fed holds NaN.',
    message: ({ input, count, size }: { input: string; count: number; size: number }) =>
      `input "${input}" is fed with NaN in ${count} of ${size} elements`,
    hint: 'look at what wrote the file: a division by 0, or a mean or scale that is no number',
  }),
  brokenOutput: event({
    code: 'PIP047',
    severity: 'warning',
    when: 'A model gives NaN.',
    message: ({ output, count, size }: { output: string; count: number; size: number }) =>
      `output "${output}" is NaN in ${count} of ${size} elements`,
    hint:
      'where the input is sound, a layer of the model divides by 0 or leaves the range of float32: ' +
      'save what goes in and look at its range',
  }),
  brokenScores: event({
    code: 'PIP048',
    severity: 'error',
    when: 'A model that is evaluated gives NaN for a picture.',
    message: ({ file, image, count }: { file: string; image: string; count: number }) =>
      `"${file}" gives ${count} scores that are NaN for "${image}"`,
    hint:
      'its accuracy would mean nothing: run the picture with infer, and the float model beside it, ' +
      'to see where NaN begins',
  }),
  classCounts: event({
    code: 'PIP049',
    severity: 'error',
    when: 'Two models are compared whose numbers of classes differ.',
    message: ({ files, classes }: { files: readonly string[]; classes: readonly number[] }) =>
      `"${files[0]}" has ${classes[0]} classes and "${files[1]}" has ${classes[1]}: their answers cannot be compared`,
    hint: '--against takes another form of the same model, e.g. the float model beside its .bin',
  }),
  notThisModel: event({
    code: 'PIP007',
    severity: 'error',
    when: 'A command is given a file that it does not run.',
    message: ({ file }: { file: string }) => `"${file}" is neither an .onnx nor a .bin model`,
    hint: 'give a file whose name ends in .onnx or .bin',
  }),
  badFeed: event({
    code: 'PIP008',
    severity: 'error',
    when: 'A tensor that is fed does not fit the input.',
    message: ({ input, wanted, given }: { input: string; wanted: string; given: string; hint: string }) =>
      `input "${input}" takes ${wanted}, and ${given} was given`,
    hint: ({ hint }) => hint,
  }),
  notPixels: event({
    code: 'PIP043',
    severity: 'warning',
    when: 'The calibration samples of an image input hold other values than pixels do.',
    message: ({ input, range }: { input: string; range: string }) =>
      `the calibration samples of image input "${input}" hold values from ${range}, and pixels go from 0 to 255`,
    hint:
      'write the samples as the pictures are: mean_value and scale_value of the recipe are applied ' +
      'inside the model, not before',
  }),
};
