import { defineCatalogue, event } from '@openbpu/diagnostics';

/** How a user asks for a node on the BPU. */
const ASK = "name it in node_info with 'ON': 'BPU', or in run_on_bpu on a march without node_info";

/** The first names of a list. */
const listed = (names: readonly string[], shown = 8): string =>
  `${names.slice(0, shown).join(', ')}${names.length > shown ? ', …' : ''}`;

/** A clause behind a sentence, where there is one. */
const behind = (clause: string | undefined): string => (clause === undefined ? '' : `; ${clause}`);

/** What passes tell the user. */
export const PASSES = defineCatalogue({
  runsOnCpuOnly: event({
    code: 'PAS001',
    severity: 'note',
    when: 'A node is of a type the BPU does not carry out.',
    message: ({ type, was }: { type: string; was?: string; asInt16?: string }) =>
      `${type} is not carried out by the BPU${behind(was)}`,
    hint: ({ asInt16 }) =>
      asInt16 === undefined
        ? 'it runs on the CPU; replace it by a supported operator or move it to pre- or post-processing'
        : `as int16 it is, written as a sum: ask with node_info for "${asInt16}": ` +
          '{"InputType": "int16", "OutputType": "int16"}',
  }),
  otherForm: event({
    code: 'PAS026',
    severity: 'note',
    when: 'A node is of a type that the BPU carries out, in a form that it does not.',
    message: ({ type }: { type: string }) => `${type} is carried out by the BPU, but not in this form`,
    hint:
      'the BPU takes constants for what is no activation (indices, exponents, weights), an LSTM of batch 1 and at ' +
      'most 64 steps, without peepholes or clip, convolutions over volumes where the march takes the same of images ' +
      '(dilation with stride 1), and common modes; write the node so, or leave it on the CPU',
  }),
  ruleForbids: event({
    code: 'PAS002',
    severity: 'note',
    when: 'A rule of the march keeps a node off the BPU.',
    message: ({ reason, was }: { rule: string; sentence: string; reason: string; was?: string }) =>
      `${reason}${behind(was)}`,
  }),
  onRequestOnly: event({
    code: 'PAS003',
    severity: 'note',
    when: 'An operator comes to the BPU only when the user asks for it.',
    message: ({ type, node, key }: { type: string; node: string; key: 'node_info' | 'run_on_bpu' }) =>
      `${type} runs on the CPU unless ${key} ` +
      (key === 'node_info' ? `says "${node}": {"ON": "BPU"}` : `names "${node}"`),
    hint: ASK,
  }),
  passiveAlone: event({
    code: 'PAS004',
    severity: 'note',
    when: 'A node that only moves data has no quantised neighbour on one side.',
    message: ({ type, side }: { type: string; side: 'before' | 'after' }) =>
      `${type} is quantised only between quantised nodes, and none stands ${side} it`,
  }),
  askedForCpu: event({
    code: 'PAS005',
    severity: 'note',
    when: 'The recipe asks for the CPU.',
    message: ({ node, host }: { node: string; host: string }) =>
      `the recipe puts "${node}" on the CPU${node === host ? '' : `, and "${node}" became part of "${host}"`}`,
  }),
  fusedRequest: event({
    code: 'PAS014',
    severity: 'warning',
    when: 'A recipe places a layer that the optimiser made part of another one, which goes with it.',
    message: ({ key, node, host, device }: { key: string; node: string; host: string; device: 'CPU' | 'BPU' }) =>
      `${key} names "${node}", which became part of "${host}": both go to the ${device}`,
    hint: ({ key, node, host }) =>
      `name "${host}" in ${key} where that is meant; otherwise take "${node}" out of ${key}`,
  }),
  staysNarrow: event({
    code: 'PAS022',
    severity: 'warning',
    when: 'A recipe asks for int16 where a rule of the march, or another request, does not allow it.',
    message: ({
      node,
      property,
      tensor,
      why,
    }: {
      key: string;
      node: string;
      property: string;
      tensor: string;
      why: string;
    }) =>
      `${property} int16 of "${node}" falls back to int8: ${why}` +
      ([tensor, node].some((name) => why.includes(`"${name}"`)) ? '' : `; the two share tensor "${tensor}"`),
    hint: ({ key, property, node }) => `take ${property} of "${node}" out of ${key}`,
  }),
  narrowOutput: event({
    code: 'PAS040',
    severity: 'warning',
    when: 'Outputs are asked for as int16, and a rule of the march or another request keeps one int8.',
    message: ({ output, why }: { output: string; why: string }) => `output "${output}" is int8 and not int16: ${why}`,
    hint: 'ask for set_model_output_int8, which every output can have, or take out what stands against it',
  }),
  outputStaysFloat: event({
    code: 'PAS041',
    severity: 'warning',
    when: 'Outputs are asked for as integers, and one is given by the CPU, or is an input as well.',
    message: ({ output, asked, node }: { output: string; asked: string; key: string; node?: string }) =>
      `optimization asks for ${asked} outputs, and "${output}" stays float32: ` +
      (node === undefined ? 'it is an input of the model' : `"${node}" gives it on the CPU`),
    hint: ({ node, key }) =>
      node === undefined
        ? 'leave it out of the outputs, or read it as float32'
        : `put "${node}" on the BPU (${key}) where the march has it there, or end the model before it (output_nodes)`,
  }),
  outputIsNoReal: event({
    code: 'PAS042',
    severity: 'note',
    when: 'Outputs are asked for as integers, and one holds places, counts or flags.',
    message: ({ output, dtype }: { output: string; dtype: string }) =>
      `output "${output}" is ${dtype} and stays as it is: its elements stand for no reals`,
  }),
  withoutRange: event({
    code: 'PAS043',
    severity: 'warning',
    when: 'calibration_type is load, and the model does not say how a tensor that a node reads or gives is quantised.',
    message: ({ type, node, tensor, side }: { type: string; node: string; tensor: string; side: 'reads' | 'gives' }) =>
      `${type} "${node}" runs in float on the CPU: the model does not say how to quantise ` +
      `"${tensor}", which it ${side}`,
    hint: ({ tensor }) =>
      `put a QuantizeLinear and a DequantizeLinear behind "${tensor}", or set calibration_type: default with ` +
      'cal_data_dir, which keeps what the model says and calibrates the rest',
  }),
  derivedRanges: event({
    code: 'PAS044',
    severity: 'note',
    when: 'calibration_type is load, and ranges of tensors follow from those that the model states.',
    message: ({ tensors }: { tensors: readonly string[] }) =>
      `the model does not say how to quantise ${tensors.length === 1 ? 'one tensor' : `${tensors.length} tensors`}, ` +
      `and the range follows from those that it states: ${listed(tensors)}`,
  }),
  noSuchInput: event({
    code: 'PAS024',
    severity: 'warning',
    when: 'A recipe gives a type to an input that a node does not have, or that is a constant.',
    message: ({ key, node, property }: { key: string; node: string; property: string; computed: readonly number[] }) =>
      `${key} has ${property} of "${node}", and the node computes with no such input`,
    hint: ({ computed }) =>
      `inputs count from 0, and types of constants follow by themselves: what it computes with is ` +
      computed.map((position) => `InputType${position}`).join(', '),
  }),
  typesOfCpuNode: event({
    code: 'PAS023',
    severity: 'warning',
    when: 'A recipe gives integer types to a node of which nothing runs on the BPU.',
    message: ({ key, node }: { key: string; node: string; asked?: 'BPU' | 'CPU' }) =>
      `${key} gives integer types to "${node}", which runs on the CPU in float`,
    hint: ({ key, node, asked }) => {
      if (asked === 'CPU') return `it was asked onto the CPU: take the types of "${node}" out of ${key}`;
      return asked === 'BPU'
        ? `it was asked onto the BPU and may not go there, for the reason in the table: take "${node}" out of ${key}`
        : `add 'ON': 'BPU' where the march lets it run there (the table says why not), or take "${node}" out of ${key}`;
    },
  }),
  notOnBpu: event({
    code: 'PAS027',
    severity: 'warning',
    when: 'A recipe asks for a node on the BPU that may not go there.',
    message: ({ key, node, why }: { key: string; node: string; why: string }) =>
      `${key} asks for "${node}" on the BPU, and it runs on the CPU: ${why}`,
    hint: ({ key, node }) => `change in the model what stands against it, or take "${node}" out of ${key}`,
  }),
  boundary: event({
    code: 'PAS006',
    severity: 'note',
    when: 'A node was inserted where data passes between the BPU and the CPU.',
    message: ({ what }: { what: string }) => what,
  }),
  noBpuNode: event({
    code: 'PAS007',
    severity: 'error',
    when: 'Nothing in the model can run on the BPU.',
    message: ({ nodes }: { nodes: number; skipped?: readonly string[] }) =>
      `There is no node can execute on BPU in this model: none of its ${nodes} nodes qualifies`,
    hint: ({ skipped = [] }) =>
      (skipped.length > 0
        ? `passes are left out (${skipped.map((name) => `--skip-pass ${name}`).join(' ')}): run without; else `
        : '') +
      'the model needs at least one convolution (or InnerProduct/Gemm) within the limits of the ' +
      'march; the table of hb_mapper checker has the reason under every node',
  }),
  unknownNode: event({
    code: 'PAS008',
    severity: 'error',
    when: 'The recipe names a node the model does not have.',
    message: ({ key, node }: { key: string; node: string; nearest?: string }) =>
      `${key} names "${node}", and the model has no such node`,
    hint: ({ nearest }) =>
      nearest ? `did you mean "${nearest}"?` : 'use a name from the Node column that hb_mapper checker prints',
  }),
  goneNode: event({
    code: 'PAS025',
    severity: 'warning',
    when: 'A recipe names a node of the model of which nothing is left to be placed.',
    message: ({ key, node }: { key: string; node: string }) =>
      `${key} names "${node}", of which nothing is left once the model is tidied`,
    hint: ({ key, node }) =>
      `take "${node}" out of ${key}; the Node column that hb_mapper checker prints has what is left`,
  }),
  idleRequest: event({
    code: 'PAS047',
    severity: 'warning',
    when: 'A recipe puts a node on the CPU that the optimiser made and that runs there anyhow.',
    message: ({ key, node, made }: { key: string; node: string; made: string }) =>
      `${key} names "${node}", which was made of "${made}" and runs on the CPU anyhow: it changes nothing`,
    hint: ({ key, node, made }) =>
      `take "${node}" out of ${key}, or name "${made}" where all of that layer is to be on the CPU`,
  }),
  notAnImage: event({
    code: 'PAS009',
    severity: 'error',
    when: 'A pre-processing was asked for an input that is no image of the channels it needs.',
    message: ({ input, type, shape }: { input: string; type: string; shape: string }) =>
      `input "${input}" of shape ${shape} cannot be fed as ${type}`,
    hint: 'check input_type_rt, input_type_train and input_layout_train',
  }),
  computedInput: event({
    code: 'PAS011',
    severity: 'note',
    when: 'A node computes what must be a constant on the BPU, such as weights.',
    message: ({ type, input }: { type: string; input: string }) =>
      `"${input}" of ${type} is computed, and the BPU needs a constant there`,
    hint: 'export the model with constant weights',
  }),
  unanchored: event({
    code: 'PAS012',
    severity: 'note',
    when: 'A group of nodes would make a BPU segment without a convolution in it.',
    message: ({ type }: { type: string }) =>
      `${type} stands in no segment with a convolution, and a segment without one is not worth entering the BPU for`,
    hint: `${ASK} to have it there all the same`,
  }),
  inputIsOutput: event({
    code: 'PAS013',
    severity: 'error',
    when: 'An image input is an output of the model as well.',
    message: ({ input }: { input: string }) =>
      `input "${input}" is an output of the model as well, and an image input becomes something else by pre-processing`,
    hint: 'leave it out of the outputs when the model is exported',
  }),
  nearPole: event({
    code: 'PAS016',
    severity: 'note',
    when: 'The operand of a division, root or logarithm may come so close to its pole that int8 reaches it.',
    message: ({ type, operand }: { type: string; operand: string }) =>
      `${type} has a pole that "${operand}" may come close to, closer than the steps of int8 can tell`,
    hint:
      'where that tensor stays far from it, say so in the model: a Clip, or an addition, that leaves no value ' +
      `smaller than a sixteenth of the largest; or ${ASK}`,
  }),
  feedsPole: event({
    code: 'PAS017',
    severity: 'note',
    when: 'A node computes what a function with a pole or a normalisation reads, or what such a function makes large.',
    message: ({ type, node }: { type: string; node: string }) =>
      `${type} takes part in the division, root, logarithm or normalisation "${node}", which needs finer steps than ` +
      'those of int8',
    hint: 'see the reason of that node',
  }),
  sentinel: event({
    code: 'PAS018',
    severity: 'note',
    when: 'A number that only says "never", as the lowest one of an attention mask, would set a scale.',
    message: ({ type, where }: { type: string; where: string }) =>
      `"${where}" holds numbers so large that the int8 scale of this ${type} would be theirs, and all else 0`,
    hint:
      'it runs on the CPU as float; to have it on the BPU, export the model without the mask, or with one that holds ' +
      'no larger numbers than the tensor it is added to',
  }),
  brokenConstant: event({
    code: 'PAS019',
    severity: 'note',
    when: 'A constant of a node that the BPU could carry out holds NaN or infinite values.',
    message: ({ constant }: { constant: string }) => `its constant "${constant}" holds NaN or infinite values`,
    hint:
      'it runs on the CPU as float; if the constant is a weight, the training may have diverged or the file be ' +
      'damaged: export the model again',
  }),
  otherElements: event({
    code: 'PAS020',
    severity: 'note',
    when: 'A node reads or writes elements that are not float32: it is not quantised.',
    message: ({ type, tensor, dtype }: { type: string; tensor: string; dtype: string }) =>
      `${type} works on "${tensor}", which is ${dtype}, and only float32 is quantised`,
  }),
  noThreshold: event({
    code: 'PAS010',
    severity: 'error',
    when: 'Calibration settled no threshold for a tensor the BPU needs one for.',
    message: ({ tensor }: { tensor: string }) => `there is no calibration threshold for "${tensor}"`,
    hint:
      'this should not happen: please report it with the model and the recipe; until then run the ' +
      'layer that gives the tensor on the CPU (run_on_cpu)',
  }),
});
