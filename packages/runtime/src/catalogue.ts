import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What executors tell the user. */
export const RUNTIME = defineCatalogue({
  notFed: event({
    code: 'RUN001',
    severity: 'error',
    when: 'An input of the model is given no tensor.',
    message: ({ input }: { input: string }) => `input "${input}" is not fed`,
    hint: 'give --input NAME=FILE.npy for every input, or --image for an image model',
  }),
  badFeed: event({
    code: 'RUN002',
    severity: 'error',
    when: 'A tensor that is fed does not fit the input.',
    message: ({ input, wanted, given }: { input: string; wanted: string; given: string; hint: string }) =>
      `input "${input}" takes ${wanted}, and ${given} was given`,
    hint: ({ hint }) => hint,
  }),
  shifted: event({
    code: 'RUN003',
    severity: 'note',
    when: 'Bytes were fed to an int8 input.',
    message: ({ input }: { input: string }) =>
      `input[${input}] model input type is int8, input data type is uint8, will be convert.`,
  }),
  unknownMachine: event({
    code: 'RUN004',
    severity: 'error',
    when: 'A .bin was compiled for a machine this simulator does not know.',
    message: ({ file, version, known }: { file: string; version: number; known: number }) =>
      `"${file}" was compiled for version ${version} of the machine, and this tool knows version ${known}`,
    hint: 'convert the model again with this version of the tool',
  }),
  brokenSample: event({
    code: 'RUN006',
    severity: 'error',
    when: 'A calibration sample holds values that are no finite numbers.',
    message: ({ file, count, size, first }: { file: string; count: number; size: number; first: number }) =>
      `sample "${file}" holds ${count} NaN or infinite of ${size} values, the first at element ${first}`,
    hint: 'write the sample again; cal_data_type must be the element type the files were written with',
  }),
  badStep: event({
    code: 'RUN010',
    severity: 'error',
    when: 'What a step of a .bin is made of does not agree with its header.',
    message: ({ file, step, why }: { file: string; step: string; why: string }) =>
      `step "${step}" of "${file}" is not sound: ${why}`,
    hint: 'the file is damaged or was changed: convert the model again',
  }),
  ended: event({
    code: 'RUN011',
    severity: 'error',
    when: 'A run inside ONNX Runtime was ended because it took more than it is given (docs/limits.md).',
    message: ({ model, what }: { model: string; what: string }) =>
      `"${model}" was ended inside ONNX Runtime: it took more than ${what}`,
    hint: 'a loop in it may never end, or a size in it be wrong; if you trust the model, give it more: --budget 10',
  }),
  refused: event({
    code: 'RUN005',
    severity: 'error',
    when: 'ONNX Runtime does not take or run a model.',
    message: ({ model, reason }: { model: string; reason: string }) => `ONNX Runtime refuses "${model}": ${reason}`,
    hint: 'check the model with onnx.checker, or export it again',
  }),
});
