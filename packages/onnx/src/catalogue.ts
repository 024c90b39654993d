import { defineCatalogue, event } from '@openbpu/diagnostics';

/** What can be wrong with a model file, its tensors and the files beside it. */
export const ONNX = defineCatalogue({
  notAModel: event<{ reason: string }>({
    code: 'ONX001',
    severity: 'error',
    when: 'The bytes are no ONNX model.',
    message: ({ reason }) => `the file is not a readable ONNX model: ${reason}`,
    hint:
      'the file may be cut short, a Git LFS pointer, or something else than ONNX; check its size ' +
      'and where it came from',
  }),
  noGraph: event<{ bytes: number }>({
    code: 'ONX002',
    severity: 'error',
    when: 'The bytes decode, but there is no graph in them.',
    message: ({ bytes }) => `the file of ${bytes} bytes is not an ONNX model: it has no graph`,
    hint:
      'the file may be empty, cut short, a Git LFS pointer, or something else than ONNX; check its ' +
      'size and where it came from',
  }),
  elementType: event<{ tensor: string; type: string }>({
    code: 'ONX003',
    severity: 'error',
    when: 'A tensor has an element type that is not read.',
    message: ({ tensor, type }) => `tensor "${tensor}" has elements of type ${type}, which are not read`,
    hint: 'export the model with float32 weights',
  }),
  tensorSize: event<{ tensor: string; shape: string; expected: number; found: number }>({
    code: 'ONX004',
    severity: 'error',
    when: 'A tensor has other data than its shape promises.',
    message: ({ tensor, shape, expected, found }) =>
      `tensor "${tensor}" of shape ${shape} needs ${expected} bytes or elements and has ${found}`,
    hint: 'the file may be damaged; export the model again',
  }),
  tensorShape: event<{ tensor: string; shape: string }>({
    code: 'ONX005',
    severity: 'error',
    when: 'A tensor has a dimension that is negative or absurd, or is stored in segments.',
    message: ({ tensor, shape }) => `tensor "${tensor}" has no usable shape: ${shape}`,
    hint: 'the file may be damaged; export the model again',
  }),
  externalUnloaded: event<{ tensor: string; location: string }>({
    code: 'ONX006',
    severity: 'error',
    when: 'A tensor lies in another file and nothing was given to load it with.',
    message: ({ tensor, location }) => `the data of tensor "${tensor}" lies in "${location}", outside the model file`,
    hint: 'give the model by its path, with its data files beside it',
  }),
  externalOutside: event<{ location: string }>({
    code: 'ONX007',
    severity: 'error',
    when: 'An external data path leaves the folder of the model.',
    message: ({ location }) =>
      `the model names the data file "${location}", which is not inside the folder of the model`,
    hint:
      'data files must lie in the folder of the model; absolute paths, ".." and links that lead ' +
      'out of it are refused',
  }),
  externalUnreadable: event<{ location: string; reason: string }>({
    code: 'ONX008',
    severity: 'error',
    when: 'An external data file is missing, unreadable or too short.',
    message: ({ location, reason }) => `the data file "${location}" of the model cannot be read: ${reason}`,
    hint: 'copy the data files of the model beside it, whole, or export the model into one file',
  }),
  notOurs: event<{ reason: string }>({
    code: 'ONX009',
    severity: 'error',
    when: 'A model is read back as a graph of one of our stages and is none, or was changed since it was written.',
    message: ({ reason }) => `the model was not written by this program, or was changed since: ${reason}`,
    hint: 'give the file as it was written, or import it as a foreign ONNX model',
  }),
  unknownOp: event<{ node: string; op: string }>({
    code: 'ONX010',
    severity: 'error',
    when: 'A model written with a plugin is read back without it.',
    message: ({ node, op }) => `node "${node}" is a ${op}, which is not known here`,
    hint: 'name the plugin the model was built with',
  }),
  unknownValue: event<{ name: string }>({
    code: 'ONX011',
    severity: 'error',
    when: 'A value is asked for that the model has not, or has no type of.',
    message: ({ name }) => `the model has no value "${name}" of a known type`,
    hint: 'name a value of the graph, and run shape inference on the model where its type is not stated',
  }),
  noFormInOpset: event<{ node: string; opType: string; what: string; opset: number }>({
    code: 'ONX012',
    severity: 'error',
    when: 'A model is to be written in an older operator set, and a node has neither a form nor a decomposition there.',
    message: ({ node, opType, what, opset }) =>
      `node "${node}" (${opType}) cannot be written in operator set ${opset}: ${what} has no form there`,
    hint: ({ node, opType }) =>
      `end the model before it (--cut "${node}"), or export it with operators of that set in the place of ${opType}`,
  }),
  cutUnknown: event<{ name: string; nearest?: string }>({
    code: 'ONX013',
    severity: 'error',
    when: 'A name of what is to be cut off is that of no node and of no operator of the model.',
    message: ({ name }) => `"${name}" cannot be cut off: the model has no node and no operator of this name`,
    hint: ({ nearest }) =>
      nearest
        ? `did you mean "${nearest}"?`
        : 'use the name of a node as the model has it, or of an operator such as TopK',
  }),
  cutAway: event<{ names: readonly string[] }>({
    code: 'ONX014',
    severity: 'error',
    when: 'What is cut off leaves no output.',
    message: ({ names }) => `without ${names.map((name) => `"${name}"`).join(', ')} nothing of the model is left`,
    hint: 'cut behind the nodes that are to run on the BPU: name the first nodes of the post-processing',
  }),
  cutOff: event<{ nodes: readonly string[]; outputs: readonly string[] }>({
    code: 'ONX015',
    severity: 'note',
    when: 'Nodes are cut off the end of the model, as the user asked.',
    message: ({ nodes, outputs }) =>
      `cut off: ${nodes.join(', ')}; the outputs are ${outputs.map((name) => `"${name}"`).join(', ')}`,
    hint: 'whoever uses the model computes from these outputs what was cut off',
  }),
});
