import { defineCatalogue, event } from '@openbpu/diagnostics';
import { RUN_MODEL_EVENTS } from './board/run-model-events';
import { CUSTOM_EVENTS } from './custom/custom-events';
import { DOCTOR_EVENTS } from './debug/doctor-events';
import { EFFORT_EVENTS } from './effort-events';
import { HANDOFF_EVENTS } from './handoff/handoff-events';
import { RUN_EVENTS } from './run/run-events';
import { TUNE_EVENTS } from './tune/tune-events';
import { type StayingNode, wayOut } from './stages/staying-node';

const NAMES_LISTED = 8;
const listed = (names: readonly string[]) =>
  names
    .slice(0, NAMES_LISTED)
    .map((name) => `"${name}"`)
    .join(', ') + (names.length > NAMES_LISTED ? ` and ${names.length - NAMES_LISTED} more` : '');

/** A number as a sentence shows it. */
const real = (value: number) => `${Number(value.toPrecision(6))}`;

const share = (some: number, of: number) => (some === of ? `all ${of}` : `${some} of the ${of}`);

/** What the commands themselves tell the user. */
export const PIPELINE = defineCatalogue({
  ...RUN_EVENTS,
  ...CUSTOM_EVENTS,
  ...RUN_MODEL_EVENTS,
  ...DOCTOR_EVENTS,
  ...EFFORT_EVENTS,
  ...HANDOFF_EVENTS,
  ...TUNE_EVENTS,
  unknownMarch: event({
    code: 'PIP001',
    severity: 'error',
    when: 'A march is named that no backend carries.',
    message: ({ march, known }: { march: string; known: readonly string[]; nearest?: string }) =>
      `there is no march "${march}"; known are ${known.join(', ')}`,
    hint: ({ nearest }) =>
      nearest ? `did you mean "${nearest}"?` : 'RDK X3 is bernoulli2, RDK X5 is bayes-e, RDK Ultra is bayes',
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
    message: ({ input, known }: { input: string; known: readonly string[]; nearest?: string }) =>
      `the model has no input "${input}"; it has ${known.map((name) => `"${name}"`).join(', ')}`,
    hint: ({ nearest }) =>
      nearest
        ? `did you mean "${nearest}"?`
        : 'use a name as the model has it, or leave the name out where there is one input',
  }),
  inputUnnamed: event({
    code: 'PIP004',
    severity: 'error',
    when: 'A model of several inputs meets a recipe that does not name them all.',
    message: ({ known, given }: { known: readonly string[]; given: number }) =>
      `the model has ${known.length === 0 ? 'no inputs' : `the inputs ${known.join(', ')}`} and ` +
      `the recipe describes ${given}`,
    hint: ({ known }) =>
      known.length === 0
        ? 'export the model so that its inputs stay inputs: here everything is constant'
        : 'list them all in input_name, and one entry for each in the other input keys, separated by ";"',
  }),
  noCpuKernel: event({
    code: 'PIP005',
    severity: 'error',
    when: 'An operator must run on the CPU and the runtime of the march has no kernel for it.',
    message: ({ types, nodes }: { types: readonly string[]; nodes: readonly string[] }) =>
      `HorizonRT not support these cpu operators: ${types.join(', ')} ` +
      `(${nodes.length === 1 ? 'node' : 'nodes'} ${listed(nodes)})`,
    hint: 'replace the operator by a supported one, or move it out of the model into pre- or post-processing',
  }),
  cannotWrite: event({
    code: 'PIP006',
    severity: 'error',
    when: 'A file or folder could not be written.',
    message: ({ path, reason }: { path: string; reason: string }) => `cannot write "${path}": ${reason}`,
    hint:
      'choose a folder that you may write to (working_dir in the recipe, --save and the like on the command line, or ' +
      'another folder to work in), with space left on its disk',
  }),
  recipeThere: event({
    code: 'PIP067',
    severity: 'error',
    when: 'A recipe is to be saved where a file is already.',
    message: ({ path }: { path: string; flag: string }) => `the recipe is not saved: "${path}" is there already`,
    hint: ({ flag }) => `give ${flag} another name, or move the file away`,
  }),
  resizerPixels: event({
    code: 'PIP069',
    severity: 'error',
    when: 'An input is larger than what the resizer gives.',
    message: ({ input, height, width, limit }: { input: string; height: number; width: number; limit: number }) =>
      `input_source: the resizer gives fewer than ${limit} pixels, and "${input}" has ` +
      `${height} x ${width} = ${height * width}`,
    hint: 'take it from the pyramid or from ddr, or make the input of the model smaller',
  }),
  batchOfSeveral: event({
    code: 'PIP072',
    severity: 'error',
    when: 'input_batch is asked of a model whose input is of several items, or of none, already.',
    message: ({ input, shape }: { input: string; shape: readonly number[] }) =>
      `input_batch: the first dimension of "${input}" [${shape.join('x')}] is not 1`,
    hint: 'leave input_batch out: the batch of the model stays as it is; one that is left open is set by input_shape',
  }),
  mixesItems: event({
    code: 'PIP071',
    severity: 'error',
    when: 'A node does not treat the items of a batch apart, so that the model cannot take several.',
    message: ({ node, type, batch }: { node: string; type: string; batch: number }) =>
      `input_batch ${batch}: the ${type} "${node}" does not treat the items of a batch apart`,
    hint:
      'export the model with a batch that is left open, so that no shape in it names one item; or leave input_batch ' +
      'out and run it once for every item',
  }),
  severalInputs: event({
    code: 'PIP051',
    severity: 'error',
    when: 'A model of several inputs is evaluated on pictures.',
    message: ({ file, inputs }: { file: string; inputs: readonly string[] }) =>
      `"${file}" has the inputs ${inputs.map((name) => `"${name}"`).join(', ')}, and evaluate ` +
      'feeds one picture at a time',
    hint: 'infer runs it, with --image and an --input for each of the others',
  }),
  ownElements: event({
    code: 'PIP061',
    severity: 'note',
    when: 'The samples of an input that is not float32 are read as its own elements, whatever cal_data_type says.',
    message: ({ input, dtype, stated }: { input: string; dtype: string; stated: string }) =>
      `input "${input}" is ${dtype}: its samples are read as ${dtype}, not as ${stated}`,
  }),
  turnedOutput: event({
    code: 'PIP064',
    severity: 'error',
    when: 'An input is an output of the model as well, and is fed in another layout than the model was trained in.',
    message: ({ input, fed, trained }: { input: string; fed: string; trained: string }) =>
      `input "${input}" is an output of the model as well: fed in ${fed}, it cannot be given back in ${trained} ` +
      'under the same name',
    hint: 'put an Identity between the two when the model is exported, or leave it out of the outputs',
  }),
  layersDumped: event({
    code: 'PIP070',
    severity: 'warning',
    when: 'A model is converted that gives the outputs of its convolutions too.',
    message: ({ layers }: { layers: number }) =>
      `layer_out_dump: the quantised model and the .bin give the outputs of ${layers} ` +
      `${layers === 1 ? 'convolution' : 'convolutions'} as well, dequantised on the CPU: the model is much slower so`,
    hint: 'set layer_out_dump: False for the model that is used, and to see how fast it is',
  }),
  imageElements: event({
    code: 'PIP062',
    severity: 'error',
    when: 'An input that is not float32 is written as an image.',
    message: ({ input, dtype, types }: { input: string; dtype: string; types: string }) =>
      `input "${input}" of the model is ${dtype}, and the recipe makes it ${types}; ` +
      'a colour is taken by float32 inputs only',
    hint:
      'set its input_type_rt and input_type_train to featuremap, and its norm_type to no_preprocess: ' +
      'it is then fed as it is',
  }),
  normalisedElements: event({
    code: 'PIP063',
    severity: 'error',
    when: 'An input that is not float32 has a mean or a scale.',
    message: ({ input, dtype }: { input: string; dtype: string }) =>
      `input "${input}" of the model is ${dtype}, and mean and scale are for float32`,
    hint: 'set its norm_type to no_preprocess',
  }),
  lowCosine: event({
    code: 'PIP052',
    severity: 'warning',
    when:
      'An output of the quantised model is not like that of the float model: its cosine, or the share of equal ' +
      'elements where they are no reals, is below 0.98.',
    message: ({
      output,
      cosine,
      of,
      fall,
    }: {
      output: string;
      cosine: string;
      of: 'reals' | 'integers';
      fall?: { readonly node: string; readonly cosine: string; readonly onCpu: boolean };
    }) =>
      `output "${output}" of the quantised model is not like that of the float model: ` +
      `${of === 'reals' ? 'its cosine' : 'the share of its elements that are equal'} is ${cosine}` +
      (fall ? `, and the first node on the way to it below 0.98 is "${fall.node}" (${fall.cosine})` : ''),
    hint: ({ fall }) =>
      (!fall
        ? 'try'
        : fall.onCpu
          ? `"${fall.node}" is on the CPU already: put what it reads there too, or try`
          : `put "${fall.node}" on the CPU (node_info, or run_on_cpu on a march without it), or try`) +
      ' calibration_type: default, which compares several; ' +
      'the samples are to blame only where a warning above names them',
  }),
  brokenActivation: event({
    code: 'PIP041',
    severity: 'warning',
    when: 'The float model computes NaN or infinite values on the calibration samples.',
    message: ({ tensor, count, others }: { tensor: string; count: number; others: number }) =>
      `"${tensor}" was NaN or infinite ${count} times on the calibration ` +
      `samples${others === 0 ? '' : `, and ${others} more tensors were`}; such values are left out`,
    hint: 'run the float model on the samples: check their range, mean and scale, and the layer that gives this tensor',
  }),
  noSamples: event({
    code: 'PIP045',
    severity: 'note',
    when: 'calibration_type is skip.',
    message: ({ drawn }: { drawn: boolean }) =>
      drawn
        ? 'calibration_type skip: the thresholds come from noise in place of samples, so that speed ' +
          'can be judged and accuracy cannot'
        : 'calibration_type skip: the model states every threshold itself, and is compared on noise',
    hint: 'for a model that is to be used, set calibration_type: default and cal_data_dir',
  }),
  nothingToLoad: event({
    code: 'PIP076',
    severity: 'error',
    when: 'calibration_type is load, and the model says nothing of how it is to be quantised.',
    message: ({ kind }: { kind: 'onnx' | 'caffe' }) =>
      `calibration_type load: the ${kind === 'onnx' ? 'ONNX' : 'Caffe'} model does not say how any of its tensors is ` +
      'to be quantised' +
      (kind === 'onnx' ? '' : ', which only an ONNX model can'),
    hint:
      'export the trained model with its fake quantisation as pairs of QuantizeLinear and DequantizeLinear (one ' +
      'scale for a whole activation), or set calibration_type: default and cal_data_dir',
  }),
  statedOnCpu: event({
    code: 'PIP077',
    severity: 'warning',
    when: 'calibration_type is load, and a node whose result the model says how to quantise runs on the CPU.',
    message: ({ node, tensor, reason }: { node: string; tensor: string; reason: string }) =>
      `"${node}" runs in float on the CPU, though the model says how to quantise "${tensor}": ${reason}`,
  }),
  otherScale: event({
    code: 'PIP078',
    severity: 'warning',
    when: 'calibration_type is load, and a tensor has another scale than the one that the model states.',
    message: ({
      node,
      tensor,
      stated,
      used,
      why,
      march,
    }: {
      node: string;
      tensor: string;
      stated: number;
      used: number;
      why: 'zero' | 'int16';
      march: string;
    }) =>
      `"${node}": "${tensor}" is quantised in steps of ${real(used)} instead of ${real(stated)}: ` +
      (why === 'zero'
        ? 'it has a zero point in the model, and not all that write and read it take one'
        : `it has 16 bits in the model, and 8 on ${march}`),
    hint: ({ why }) =>
      why === 'zero'
        ? 'train with symmetric activations (int8, zero point 0) for this target'
        : 'train with 8 bits there, or convert for a march whose list gives the operators around it int16',
  }),
  otherWeights: event({
    code: 'PIP079',
    severity: 'warning',
    when: 'calibration_type is load, and weights lie on no grid that int8 has.',
    message: ({ node, channels, of }: { node: string; channels: number; of: number }) =>
      `"${node}": the weights of ${share(channels, of)} channels are rounded anew: they lie on no grid of 127 steps ` +
      'to either side of 0',
    hint: 'train with symmetric int8 weights (zero point 0, -127 to 127), one scale for each output channel or for all',
  }),
  cutWeights: event({
    code: 'PIP080',
    severity: 'note',
    when: 'calibration_type is load, and weights of the model use -128.',
    message: ({ node, channels, of }: { node: string; channels: number; of: number }) =>
      `"${node}": -128 among the weights of ${share(channels, of)} channels becomes -127`,
    hint: 'train with weights from -127 to 127 where that step matters',
  }),
  constantSamples: event({
    code: 'PIP044',
    severity: 'warning',
    when: 'The calibration samples of an input are all one value.',
    message: ({ input, value }: { input: string; value: string }) =>
      `the calibration samples of input "${input}" hold nothing but ${value}`,
    hint: 'calibrate on about 100 samples like those the model will meet: thresholds come from them',
  }),
  fewSamples: event({
    code: 'PIP053',
    severity: 'warning',
    when: 'There are fewer than 20 calibration samples.',
    message: ({ count }: { count: number }) =>
      `there ${count === 1 ? 'is' : 'are'} only ${count} calibration ${count === 1 ? 'sample' : 'samples'}`,
    hint: 'calibrate on about 100 samples like those the model will meet: thresholds come from them',
  }),
  tooLarge: event({
    code: 'PIP040',
    severity: 'error',
    when: 'A tensor of the model has more elements than a conversion can hold.',
    message: ({ tensor, shape, most }: { tensor: string; shape: string; most: number }) =>
      `tensor "${tensor}" of shape ${shape} has more than ${most} elements`,
    hint: 'fix the input to the size the model is used with (input_shape in the recipe, --input-shape for checker)',
  }),
  shifted: event({
    code: 'PIP009',
    severity: 'note',
    when: 'Bytes were fed to an int8 input.',
    message: ({ input }: { input: string }) =>
      `input[${input}] model input type is int8, input data type is uint8, will be convert.`,
  }),
  unevenSamples: event({
    code: 'PIP011',
    severity: 'error',
    when: 'The folders of several inputs hold different numbers of calibration samples.',
    message: ({ counts, inputs }: { counts: readonly number[]; inputs: readonly string[] }) =>
      'the calibration folders hold different numbers of samples: ' +
      `${inputs.map((name, i) => `${name} ${counts[i]}`).join(', ')}`,
    hint: 'the k-th file of every folder belongs to one sample',
  }),
  notRemoved: event({
    code: 'PIP030',
    severity: 'warning',
    when: 'A node that should be deleted from the .bin stays, because of its type or its place.',
    message: ({ node, reason }: StayingNode) => `node "${node}" is not removed: ${reason}`,
    hint: wayOut,
  }),
  notRemovable: event({
    code: 'PIP031',
    severity: 'warning',
    when: 'remove_node_name names nothing that can be deleted from the .bin.',
    message: ({ node, removable }: { node: string; removable: readonly string[]; nearest?: string }) =>
      `there is no removable node "${node}"; ` +
      (removable.length === 0
        ? 'the model has none'
        : `removable are ${removable.map((name) => `"${name}"`).join(', ')}`),
    hint: ({ nearest }) =>
      nearest
        ? `did you mean "${nearest}"?`
        : 'hb_mapper makertbin without remove_node_name keeps every node; its .bin lists them in its header',
  }),
  passLeftOut: event({
    code: 'PIP066',
    severity: 'note',
    when: 'A pass of the optimiser is left out, as the command line asks.',
    message: ({ pass }: { pass: string }) => `${pass} is left out, as --skip-pass says`,
  }),
  unknownPass: event({
    code: 'PIP065',
    severity: 'error',
    when: 'A pass is to be left out that there is none of, or without which nothing can be converted.',
    message: ({ pass }: { pass: string; nearest?: string | undefined }) =>
      `--skip-pass names "${pass}", and no such pass can be left out`,
    hint: ({ nearest: like }) =>
      like ? `did you mean "${like}"?` : 'the report of a conversion lists the passes in their order',
  }),
  mismatch: event({
    code: 'PIP010',
    severity: 'error',
    when: 'The quantised model and the .bin disagree: a bug of this tool.',
    message: ({ tensor, mismatches, compared }: { tensor: string; mismatches: number; compared: number }) =>
      `quantised model and .bin differ at "${tensor}" in ${mismatches} of ${compared} values`,
    hint: 'please report it with the model and the recipe',
  }),
  cutUnknown: event({
    code: 'PIP096',
    severity: 'error',
    when: 'A name of what is to be cut off is that of no layer and of no type of layer of a Caffe model.',
    message: ({ name }: { name: string; nearest?: string }) =>
      `"${name}" cannot be cut off: the model has no layer and no type of layer of this name`,
    hint: ({ nearest }) =>
      nearest ? `did you mean "${nearest}"?` : 'use the name of a layer of the prototxt, or its type',
  }),
  cutAway: event({
    code: 'PIP097',
    severity: 'error',
    when: 'What is cut off a Caffe model leaves no output.',
    message: ({ names }: { names: readonly string[] }) =>
      `without ${names.map((name) => `"${name}"`).join(', ')} nothing of the model is left`,
    hint: 'cut behind the layers that are to run on the BPU: name the first layers of the post-processing',
  }),
  cutOff: event({
    code: 'PIP098',
    severity: 'note',
    when: 'Layers are cut off the end of a Caffe model, as the user asked.',
    message: ({ nodes, outputs }: { nodes: readonly string[]; outputs: readonly string[] }) =>
      `cut off: ${nodes.join(', ')}; the outputs are ${outputs.map((name) => `"${name}"`).join(', ')}`,
    hint: 'whoever uses the model computes from these outputs what was cut off',
  }),
  overSource: event({
    code: 'PIP099',
    severity: 'error',
    when: 'A repaired, packed or modified model would be written over a file that it is made of.',
    message: ({ path, flag }: { path: string; flag: string; example: string }) =>
      `"${path}" is what the new file is made of, and ${flag} would write over it`,
    hint: ({ flag, example }) => `name another file, e.g. ${flag} ${example}`,
  }),
});
