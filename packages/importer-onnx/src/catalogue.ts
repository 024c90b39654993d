import { defineCatalogue, event } from '@openbpu/diagnostics';

const list = (words: readonly string[], shown = 8): string =>
  `${words.slice(0, shown).join(', ')}${words.length > shown ? ', …' : ''}`;

/** What a user may hear of while an ONNX model is imported. */
export const IMPORT_ONNX = defineCatalogue({
  opset: event<{ version: number; lowest: number }>({
    code: 'IMO002',
    severity: 'error',
    when: 'The model is written for an operator set that is not read.',
    message: ({ version, lowest }) =>
      `the opset version of the onnx model is ${version}; opsets from ${lowest} on are read`,
    hint: 'export the model again with opset 11 or 13, or convert it with the version converter of the onnx package',
  }),
  newOpset: event<{ version: number; known: number }>({
    code: 'IMO022',
    severity: 'warning',
    when: 'The model is written for an operator set that is newer than this importer.',
    message: ({ version, known }) =>
      `the opset version of the onnx model is ${version}: its operators are read as those of opset ${known}`,
    hint: ({ known }) => `compare the outputs, or export the model again with opset ${known} or lower`,
  }),
  quantisedAlready: event<{
    nodes: number;
    opTypes: readonly string[];
    /** The first of the nodes that are no part of a pair, though they look like it, and why. */
    unread?: { readonly node: string; readonly why: string; readonly more: number };
  }>({
    code: 'IMO023',
    severity: 'warning',
    when: 'The model holds operators of a quantised model: it has been quantised by another tool.',
    message: ({ nodes, opTypes, unread }) => {
      const others = unread && unread.more > 0 ? `, nor are ${unread.more} more` : '';
      const because = unread ? `; "${unread.node}" is no part of a pair: ${unread.why}${others}` : '';
      return (
        `the model is quantised already: ${nodes} ${nodes === 1 ? 'node' : 'nodes'} of ${opTypes.join(', ')} run on ` +
        `the CPU and split what the BPU could run${because}`
      );
    },
    hint: ({ unread }) =>
      unread
        ? 'give the two nodes of a pair one and the same constant scale above 0 and zero point, for the whole ' +
          'tensor; or convert the float model it was made from'
        : 'pairs of QuantizeLinear and DequantizeLinear around float operators (the QDQ format), and operators like ' +
          'QLinearConv with constant scales, are read as what they say; export the model so, or convert the float ' +
          'model it was made from',
  }),
  statedRanges: event<{ tensors: number }>({
    code: 'IMO027',
    severity: 'note',
    when: 'The model says by pairs of QuantizeLinear and DequantizeLinear how its tensors are to be quantised.',
    message: ({ tensors }) =>
      `the model is quantised already: it says how ${tensors} of its tensors are to be quantised; their scales are ` +
      'kept, whatever calibration_type is',
  }),
  unevenRanges: event<{ tensors: readonly string[]; of: number }>({
    code: 'IMO028',
    severity: 'warning',
    when: 'The model quantises activations with a zero point, which not every operator takes.',
    message: ({ tensors, of }) =>
      `${tensors.length} of the ${of} tensors that the model says how to quantise have a zero point: ` +
      `${list(tensors)}; where the operators around one take none, its threshold covers the range, in up to twice as ` +
      'large steps',
    hint: 'quantise activations symmetrically (int8, zero point 0) when the model is made for this target',
  }),
  statedTwice: event<{ tensors: readonly string[] }>({
    code: 'IMO029',
    severity: 'warning',
    when: 'The model quantises one tensor with two different scales, and a tensor has one for all its readers.',
    message: ({ tensors }) =>
      `the model quantises ${list(tensors)} in two different ways; the range that reaches further is kept`,
    hint: 'give all readers of a tensor the same QuantizeLinear and DequantizeLinear',
  }),
  foreignDomain: event<{
    domain: string;
    opTypes: readonly string[];
    nodes: readonly string[];
    skeleton: string;
  }>({
    code: 'IMO003',
    severity: 'error',
    when: 'Nodes belong to a domain other than that of standard ONNX.',
    message: ({ domain, opTypes }) =>
      `nodes:[${opTypes.map((type) => `'${type}'`).join(', ')}] are specified as domain:${domain}, ` +
      'which are not supported by official onnx.',
    hint: ({ nodes, skeleton }) =>
      `replace these nodes by standard operators before export: ${list(nodes)}; or say in a module what they ` +
      `compute, and name it: op_register_files in the recipe, or --custom-op FILE. It begins so:\n${skeleton}`,
  }),
  unknownOp: event<{ node: string; opType: string; nearest?: string }>({
    code: 'IMO004',
    severity: 'error',
    when: 'A node has an operator type that ONNX does not define.',
    message: ({ node, opType }) => `node "${node}" has the operator type ${opType}, which ONNX does not define`,
    hint: ({ nearest }) =>
      nearest
        ? `did you mean ${nearest}?`
        : 'give it a domain of its own when it is exported, such as com.example; a module then says what it computes ' +
          '(docs/guide/custom-operators.md)',
  }),
  subgraph: event<{ node: string; opType: string; condition?: string }>({
    code: 'IMO005',
    severity: 'error',
    when: 'A node runs graphs of its own, and which of them, or how often, depends on the data: If, Loop, Scan.',
    message: ({ node, opType, condition }) =>
      `node "${node}" (${opType}) has a graph inside, and control flow is not supported` +
      (condition === undefined
        ? ''
        : `: ${opType === 'Loop' ? 'how often it runs' : 'its condition'}, "${condition}", is computed from the ` +
          'inputs of the model'),
    hint: 'export the model by tracing with fixed shapes, so that branches and loops are resolved',
  }),
  unrolledTooFar: event<{ node: string; opType: string; limit: number }>({
    code: 'IMO030',
    severity: 'error',
    when: 'A loop whose rounds are known would be unrolled into more nodes than are taken.',
    message: ({ node, opType, limit }) =>
      `node "${node}" (${opType}): its rounds, with those of other loops, come to more than ${limit} nodes`,
    hint: 'export what it computes without a loop, or with fewer rounds',
  }),
  notATensor: event<{ value: string; kind: string; node?: string; opType?: string }>({
    code: 'IMO006',
    severity: 'error',
    when: 'A value is a sequence, a map, an optional or a string instead of a numeric tensor.',
    message: ({ value, kind, node, opType }) =>
      `${node === undefined ? '' : `node "${node}" (${opType}): `}"${value}" is ${kind}, and only ` +
      'numeric tensors are supported',
    hint: 'export the model so that plain tensors flow between its operators',
  }),
  dynamicInput: event<{ input: string; shape: readonly number[]; names: readonly string[] }>({
    code: 'IMO007',
    severity: 'error',
    when: 'An input has dimensions that the model leaves open and input_shape does not fix.',
    message: ({ input, shape }) =>
      `The shape of model input:${input} is [${shape.join(', ')}] which has dimensions of 0. ` +
      'Please specify input-shape parameter.',
    hint: ({ input, shape, names }) => {
      const size = shape.map((dim) => dim || 1).join('x') || '…';
      return (
        `e.g. input_shape: '${size}' in the recipe of makertbin, or --input-shape ${input} ${size} for checker` +
        (shape.slice(1).includes(0) ? ', with the sizes that the model will be used with' : '') +
        (names.length > 0 ? ` (open: ${names.join(', ')})` : '')
      );
    },
  }),
  inputShape: event<{ input: string; given: string; declared: string }>({
    code: 'IMO008',
    severity: 'error',
    when: 'input_shape has another number of dimensions than the model, or one below 1.',
    message: ({ input, given, declared }) =>
      `input_shape ${given} does not fit input "${input}", which the model declares as [${declared}]`,
    hint: 'give one whole number of at least 1 for each dimension',
  }),
  unknownInput: event<{ name: string; inputs: readonly string[]; nearest?: string }>({
    code: 'IMO009',
    severity: 'error',
    when: 'input_shape names an input that the model does not have.',
    message: ({ name }) => `input_shape is given for "${name}", which is no input of the model`,
    hint: ({ inputs, nearest }) =>
      nearest ? `did you mean "${nearest}"?` : `the inputs are: ${list(inputs) || 'none'}`,
  }),
  outputCount: event<{ count: number; limit: number }>({
    code: 'IMO010',
    severity: 'error',
    when: 'The model has more outputs than may be, or none.',
    message: ({ count, limit }) =>
      count === 0
        ? 'the model declares no outputs'
        : `tool limits for max output num is ${limit}: the model has ${count}`,
    hint: 'choose the nodes whose outputs are needed: output_nodes in the recipe, or --output-node for checker',
  }),
  attribute: event<{ node: string; opType: string; attribute: string; problem: string; module?: 'its own' | 'PyOp' }>({
    code: 'IMO011',
    severity: 'error',
    when: 'An attribute is missing or has a value of the wrong kind.',
    message: ({ node, opType, attribute, problem }) => `node "${node}" (${opType}): attribute ${attribute} ${problem}`,
    hint: ({ opType, module }) =>
      module === 'PyOp'
        ? 'export it with class_name, module, input_types, output_types, and a text of output_shape for each output'
        : module
          ? 'export it as the schema "attributes" of its module has it, or let that schema take it'
          : `give it as the ONNX operator ${opType} defines it; onnx.checker finds the like`,
  }),
  doesNotFit: event<{ node: string; opType: string; problem: string }>({
    code: 'IMO012',
    severity: 'error',
    when: 'The attributes of a node do not fit its inputs.',
    message: ({ node, opType, problem }) => `node "${node}" (${opType}): ${problem}`,
    hint: 'check that the model runs elsewhere, and that input_shape is the one it was exported for',
  }),
  noModule: event<{ node: string; opType: string; module: string; skeleton: string }>({
    code: 'IMO037',
    severity: 'error',
    when: 'A PyOp names a module that is not among those that are given.',
    message: ({ node, opType, module }) =>
      `node "${node}" (${opType}): no module "${module}" is given, which has its class`,
    hint: ({ module, skeleton }) =>
      `name it: op_register_files: '${module}.ts' in the recipe, or --custom-op ${module}.ts. It begins ` +
      `so:\n${skeleton}`,
  }),
  customOp: event<{ node: string; opType: string; problem: string }>({
    code: 'IMO038',
    severity: 'error',
    when: 'The module of a custom operator does not take what its node reads, or fails.',
    message: ({ node, opType, problem }) => `node "${node}" (${opType}): ${problem}`,
    hint: ({ opType }) => `look at the functions of ${opType} in its module, and at the types that the node reads`,
  }),
  unknownType: event<{ node: string; opType: string; reason: string; open?: boolean }>({
    code: 'IMO013',
    severity: 'error',
    when: 'The shape of what a node gives cannot be found while the model is read.',
    message: ({ node, opType, reason }) => `the output shape of node "${node}" (${opType}) is not known: ${reason}`,
    hint: ({ node, open }) =>
      open
        ? `end the model before it: hb_mapper checker with --cut ${node} --fix OUT.onnx writes it so, and tells ` +
          'what is left to you; or state its shape in the model, where it is always the same'
        : 'run shape inference on the model (onnx.shape_inference), or simplify it with fixed input shapes',
  }),
  undefinedValue: event<{ node: string; opType: string; value: string; nearest?: string }>({
    code: 'IMO014',
    severity: 'error',
    when: 'A node reads a value, or the graph declares an output, that nothing produces.',
    message: ({ node, opType, value }) =>
      `${opType === '' ? 'the graph' : `node "${node}" (${opType})`} reads "${value}", which nothing produces`,
    hint: ({ nearest }) =>
      nearest
        ? `did you mean "${nearest}"?`
        : 'it must be an input of the model, an initialiser, or the output of another node; ' +
          'onnx.checker finds the like',
  }),
  malformed: event<{ problem: string }>({
    code: 'IMO015',
    severity: 'error',
    when: 'The graph of the model is not well formed.',
    message: ({ problem }) => `the graph of the model is not well formed: ${problem}`,
    hint: 'check the model with onnx.checker',
  }),
  batchNormalization: event<{ node: string; problem: string }>({
    code: 'IMO016',
    severity: 'error',
    when: 'A BatchNormalization is not the one of inference over channels.',
    message: ({ node, problem }) => `node "${node}" (BatchNormalization): ${problem}`,
    hint: 'export for inference, with one scale, bias, mean and variance per channel (spatial=1)',
  }),
  widened: event<{ what: 'input' | 'output'; value: string; from: string }>({
    code: 'IMO017',
    severity: 'note',
    when: 'An input or output in half or double precision becomes float32.',
    message: ({ what, value, from }) => `${what} "${value}" is ${from} in the model and float32 from here on`,
  }),
  batch: event<{ input: string; shape: readonly number[] }>({
    code: 'IMO018',
    severity: 'note',
    when: 'An input is declared with a batch other than 1 and input_shape does not override it.',
    message: ({ input, shape }) => `input "${input}" is declared ${shape.join('x')}: the batch is ${shape[0]}`,
    hint: ({ input, shape }) =>
      `set input_shape of "${input}" to ${[1, ...shape.slice(1)].join('x')} to convert it for one image at a time`,
  }),
  missingInput: event<{ node: string; opType: string; found: number }>({
    code: 'IMO020',
    severity: 'error',
    when: 'A node lacks an input that its operator must have.',
    message: ({ node, opType, found }) =>
      `node "${node}" (${opType}) has ${found} ${found === 1 ? 'input' : 'inputs'}, and one that ` +
      'must be given is missing',
    hint: 'check the model with onnx.checker',
  }),
  surplusOutput: event<{ node: string; opType: string; output: string }>({
    code: 'IMO024',
    severity: 'error',
    when: 'A node lists an output that its operator does not have.',
    message: ({ node, opType, output }) =>
      `node "${node}" (${opType}) lists the output "${output}", which ${opType} does not have`,
    hint: 'take the output, and what reads it, out of the model; onnx.checker finds the like',
  }),
  outputTwice: event<{ output: string }>({
    code: 'IMO025',
    severity: 'warning',
    when: 'A value is listed twice among the outputs of the model.',
    message: ({ output }) => `the model lists the output "${output}" twice; it is given once`,
    hint: 'look outputs up by their names, or export the second one behind an Identity to have it under its own',
  }),
  runtimeDiffers: event<{ node: string; opType: string; what: string }>({
    code: 'IMO026',
    severity: 'error',
    when: 'A node would run in ONNX Runtime, which computes this form of its operator otherwise than ONNX defines it.',
    message: ({ node, opType, what }) =>
      `node "${node}" (${opType}): ONNX Runtime computes ${what} otherwise than ONNX defines it`,
    hint: ({ opType }) => `export the model with the operators that ${opType} stands for in its place`,
  }),
  outputNode: event<{ name: string; problem: string; hint: string }>({
    code: 'IMO031',
    severity: 'error',
    when: 'A name that is given for an output of the model is not that of a node which could be one.',
    message: ({ name, problem }) => `"${name}" cannot become an output of the model: ${problem}`,
    hint: ({ hint }) => hint,
  }),
  sharedName: event<{ name: string; count: number }>({
    code: 'IMO032',
    severity: 'warning',
    when: 'A name that is given for an output of the model is that of several nodes.',
    message: ({ name, count }) => `${count} nodes are named "${name}": what each of them gives is an output`,
    hint: 'give each node a name of its own when the model is exported, and choose the one that is meant',
  }),
  unusedNodes: event<{ nodes: readonly string[] }>({
    code: 'IMO019',
    severity: 'note',
    when: 'Nodes contribute to no output and are left out.',
    message: ({ nodes }) =>
      `${nodes.length} ${nodes.length === 1 ? 'node contributes' : 'nodes contribute'} to no ` +
      `output of the model, left out: ${list(nodes)}`,
  }),
});
