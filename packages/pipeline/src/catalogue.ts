import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What the commands themselves tell the user. */
export const PIPELINE = defineCatalogue({
  unknownMarch: event({
    code: 'PIP001',
    severity: 'error',
    when: 'A march is named that no backend carries.',
    message: ({ march, known }: { march: string; known: readonly string[]; nearest?: string }) => `there is no march "${march}"; known are ${known.join(', ')}`,
    hint: ({ nearest }) => (nearest ? `did you mean "${nearest}"?` : 'RDK X3 is bernoulli2, RDK X5 is bayes-e'),
  }),
  notRecognised: event({
    code: 'PIP002',
    severity: 'error',
    when: 'No importer takes the model.',
    message: ({ file }: { file: string }) => `"${file}" is no model this tool reads`,
    hint: 'give --model-type caffe with --proto and --model, or --model-type onnx with --model',
  }),
  unknownInput: event({
    code: 'PIP003',
    severity: 'error',
    when: 'The recipe or the command line names an input the model does not have.',
    message: ({ input, known }: { input: string; known: readonly string[]; nearest?: string }) => `the model has no input "${input}"; it has ${known.map((name) => `"${name}"`).join(', ')}`,
    hint: ({ nearest }) => (nearest ? `did you mean "${nearest}"?` : undefined),
  }),
  inputUnnamed: event({
    code: 'PIP004',
    severity: 'error',
    when: 'A model of several inputs meets a recipe that does not name them all.',
    message: ({ known, given }: { known: readonly string[]; given: number }) => `the model has the inputs ${known.join(', ')} and the recipe describes ${given}`,
    hint: 'list them all in input_name, and one entry for each in the other input keys, separated by ";"',
  }),
  noCpuKernel: event({
    code: 'PIP005',
    severity: 'error',
    when: 'An operator must run on the CPU and the runtime of the march has no kernel for it.',
    message: ({ types }: { types: readonly string[] }) => `HorizonRT not support these cpu operators: ${types.join(', ')}`,
    hint: 'replace the operator by a supported one, or move it out of the model into pre- or post-processing',
  }),
  cannotWrite: event({
    code: 'PIP006',
    severity: 'error',
    when: 'A file or folder could not be written.',
    message: ({ path, reason }: { path: string; reason: string }) => `cannot write "${path}": ${reason}`,
    hint: 'check working_dir and the rights on it',
  }),
  cannotRead: event({
    code: 'PIP012',
    severity: 'error',
    when: 'A file the user named could not be read.',
    message: ({ path, reason }: { path: string; reason: string }) => `cannot read "${path}": ${reason}`,
    hint: 'check the path and the rights on it',
  }),
  notThisModel: event({
    code: 'PIP007',
    severity: 'error',
    when: 'A command is given a file that it does not run.',
    message: ({ file }: { file: string }) => `"${file}" is neither an .onnx nor a .bin model`,
  }),
  badFeed: event({
    code: 'PIP008',
    severity: 'error',
    when: 'A tensor that is fed does not fit the input.',
    message: ({ input, wanted, given }: { input: string; wanted: string; given: string }) => `input "${input}" takes ${wanted}, and ${given} was given`,
    hint: 'uint8 is shifted to int8 by -128; other element types are not converted',
  }),
  shifted: event({
    code: 'PIP009',
    severity: 'note',
    when: 'Bytes were fed to an int8 input.',
    message: ({ input }: { input: string }) => `input[${input}] model input type is int8, input data type is uint8, will be convert.`,
  }),
  unevenSamples: event({
    code: 'PIP011',
    severity: 'error',
    when: 'The folders of several inputs hold different numbers of calibration samples.',
    message: ({ counts, inputs }: { counts: readonly number[]; inputs: readonly string[] }) => `the calibration folders hold different numbers of samples: ${inputs.map((name, i) => `${name} ${counts[i]}`).join(', ')}`,
    hint: 'the k-th file of every folder belongs to one sample',
  }),
  mismatch: event({
    code: 'PIP010',
    severity: 'error',
    when: 'The quantised model and the .bin disagree: a bug of this tool.',
    message: ({ tensor, mismatches, compared }: { tensor: string; mismatches: number; compared: number }) => `quantised model and .bin differ at "${tensor}" in ${mismatches} of ${compared} values`,
    hint: 'please report it with the model and the recipe',
  }),
});
