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
  customThrows: event({
    code: 'RUN012',
    severity: 'error',
    when: 'A custom operator throws while it computes.',
    message: ({ node, op, problem }: { node: string; op: string; problem: string }) =>
      `node "${node}" (${op}): its module throws: ${problem}`,
    hint: 'mend the function evaluate of its module, at the line that is told',
  }),
  customResults: event({
    code: 'RUN013',
    severity: 'error',
    when: 'A custom operator gives other tensors than it announces, or does not take what it is given.',
    message: ({ node, op, problem }: { node: string; op: string; problem: string }) =>
      `node "${node}" (${op}): ${problem}`,
    hint: 'evaluate gives a list with a tensor { dtype, shape, data } for each type that infer gives, and of that type',
  }),
  noModule: event({
    code: 'RUN014',
    severity: 'error',
    when: 'A model has a custom operator that none of the modules gives.',
    message: ({ node, op, given }: { node: string; op: string; given: readonly string[] }) =>
      `node "${node}" (${op}): no module gives its operator; given ${given.length === 1 ? 'is' : 'are'} ` +
      given.map((name) => `"${name}"`).join(', '),
    hint: 'name the module as well, by a further --custom-op',
  }),
  badModule: event({
    code: 'RUN015',
    severity: 'error',
    when: 'A module of custom operators is another one when a worker loads it, or cannot be loaded there.',
    message: ({ file, problem }: { file: string; problem: string }) => `module "${file}" cannot be used: ${problem}`,
    hint: 'leave the module as it is while the program runs; it runs in several threads, each with a copy of its own',
  }),
  refused: event({
    code: 'RUN005',
    severity: 'error',
    when: 'ONNX Runtime does not take or run a model.',
    message: ({ model, reason }: { model: string; reason: string }) => `ONNX Runtime refuses "${model}": ${reason}`,
    hint: 'check the model with onnx.checker, or export it again',
  }),
});
