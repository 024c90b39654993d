import { event } from '@openbpu/diagnostics';

/** What is told of running compiled models on the clock and on the simulator, and of writing what is known of them. */
export const RUN_MODEL_EVENTS = {
  threadsClamped: event({
    code: 'PIP140',
    severity: 'warning',
    when: 'More threads are asked for than a run may have.',
    message: ({ given, most }: { given: number; most: number }) => `thread_num is ${given}, and ${most} is taken`,
    hint: ({ most }) => `the most is ${most}, as on the board`,
  }),
  coreIdle: event({
    code: 'PIP141',
    severity: 'warning',
    when: 'One core is asked for, and the model is compiled for several.',
    message: ({ coreId, model }: { coreId: number; model: string }) =>
      `model "${model}" is compiled for several cores and takes them all; core_id=${coreId} changes nothing`,
    hint: 'convert with core_num: 1 to run it on one core',
  }),
  carriedOn: event({
    code: 'PIP142',
    severity: 'warning',
    when: 'A long run of a model never repeats itself.',
    message: ({ frames }: { frames: number }) =>
      `the threads never meet again as they were: of ${frames} frames the later ones are taken as those before them`,
    hint: 'fewer frames are run one by one',
  }),
  filesMissing: event({
    code: 'PIP143',
    severity: 'error',
    when: 'A model is to run with another number of files than it has inputs.',
    message: ({ given, names }: { given: number; names: readonly string[]; items: number }) =>
      `--input_file has ${given === 1 ? 'one file' : `${given} files`}, and the model has ` +
      `${names.length === 1 ? 'the input' : 'the inputs'} ${names.join(', ')}`,
    hint: ({ names, items }) =>
      items === names.length
        ? `give ${names.length === 1 ? 'one' : `${names.length} with commas between`}, in this order`
        : `give ${names.length}, each with a whole batch, or ${items}, one for each item of the batch`,
  }),
  wrongBytes: event({
    code: 'PIP144',
    severity: 'error',
    when: 'A file of raw bytes for an input has another size than the input.',
    message: ({
      input,
      file,
      given,
      wanted,
    }: {
      input: string;
      file: string;
      given: number;
      wanted: number;
      padded: number;
    }) => `"${file}" has ${given} bytes, and input "${input}" takes ${wanted}`,
    hint: ({ wanted, padded }) =>
      padded === wanted
        ? 'hrt_model_exec model_info prints the shape and the type of every input'
        : `give ${wanted} bytes, or ${padded} with the padding of the board`,
  }),
  noNumber: event({
    code: 'PIP145',
    severity: 'error',
    when: 'A text that is fed to an input has a word that is no number of its type.',
    message: ({ word, dtype, line }: { word: string; dtype: string; line: number }) =>
      `line ${line}: "${word}" is no ${dtype}`,
    hint: 'numbers stand in it one behind the other, with blanks, commas or lines between, and nothing else',
  }),
  fewNumbers: event({
    code: 'PIP146',
    severity: 'error',
    when: 'A text that is fed to an input has fewer numbers than the input.',
    message: ({ given, wanted }: { given: number; wanted: number }) =>
      `it has ${given} numbers, and ${wanted} are needed`,
    hint: 'hrt_model_exec model_info prints the shape of every input',
  }),
  moreNumbers: event({
    code: 'PIP175',
    severity: 'warning',
    when: 'A text that is fed to an input has more numbers than the input.',
    message: ({ wanted }: { wanted: number }) =>
      `it has more than the ${wanted} numbers that are needed: the first are taken`,
    hint: 'a comma parts numbers, so fractions have a point; hrt_model_exec model_info prints the shape of every input',
  }),
  wrongKind: event({
    code: 'PIP147',
    severity: 'error',
    when: 'An input is to be fed from a file of a kind that it does not take.',
    message: ({ input, file, takes }: { input: string; file: string; takes: readonly string[] }) =>
      `"${file}" cannot be fed to input "${input}": it takes files that end in .${takes.join(', .')}`,
    hint: ({ takes }) => `give a file that ends in .${takes[0]}`,
  }),
  badRoi: event({
    code: 'PIP148',
    severity: 'error',
    when: 'A part of a picture that is to be fed is none.',
    message: ({ roi, reason }: { roi: string; reason: string }) => `roi "${roi}" is not one: ${reason}`,
    hint: 'it is left,top,right,bottom in pixels, the last two belonging to it, e.g. 2,4,123,125',
  }),
  roiOfBytes: event({
    code: 'PIP149',
    severity: 'error',
    when: 'A part of a file is to be fed that is no picture.',
    message: ({ file }: { file: string }) => `a roi is cut out of pictures, and "${file}" is none`,
    hint: 'give a jpg, jpeg or png, or leave --roi_infer out',
  }),
  roiMissing: event({
    code: 'PIP170',
    severity: 'error',
    when: 'Parts of a picture are to be fed, and none is given, or no input takes them.',
    message: ({ none }: { none: boolean }) =>
      none
        ? '--roi_infer needs --roi with what is to be cut out'
        : '--roi_infer needs an input that comes from the resizer',
    hint: ({ none }) =>
      none ? 'e.g. --roi="2,4,123,125"' : 'leave --roi_infer out, or convert with input_source: resizer for the input',
  }),
  simulatedOnce: event({
    code: 'PIP171',
    severity: 'note',
    when: 'Several frames of the same input are asked for.',
    message: ({ frames }: { frames: number }) =>
      `frame_count is ${frames}: every frame gives the same, so one is simulated`,
  }),
  noLayers: event({
    code: 'PIP172',
    severity: 'error',
    when: 'The outputs of layers are asked for of a model that does not give them.',
    message: ({ model }: { model: string }) => `model "${model}" keeps the output of no layer`,
    hint: 'convert it with layer_out_dump: True',
  }),
  infoUnwritten: event({
    code: 'PIP174',
    severity: 'warning',
    when: 'What the deleted nodes of a model were cannot be written into the current folder.',
    message: ({ file, reason }: { file: string; reason: string }) => `"${file}" is not written: ${reason}`,
    hint: 'run it in a folder that you may write to, or give --json: "deleted" of each model tells the same',
  }),
  badLayerMap: event({
    code: 'PIP173',
    severity: 'error',
    when: 'A file that says which output is which layer is none, or of another model.',
    message: ({ file, reason }: { file: string; reason: string }) =>
      `"${file}" does not say which output is which layer: ${reason}`,
    hint: 'give the file that makertbin wrote beside the .bin, or leave --conv_mapping_file out: the .bin says it too',
  }),
} as const;
