import { defineCatalogue, event } from '@openbpu/diagnostics';
import { formatShape } from '@openbpu/tensor';

/** The first of many names. */
function listed(names: readonly string[]): string {
  return `${names.slice(0, 5).join(', ') || 'no layer'}${names.length > 5 ? ', …' : ''}`;
}

/** What a user may hear of while a Caffe model is imported. */
export const CAFFE = defineCatalogue({
  syntax: event<{ problem: string }>({
    code: 'CAF002',
    severity: 'error',
    when: 'The prototxt is not protobuf text.',
    message: ({ problem }) => `this is not protobuf text: ${problem}`,
    hint: 'the prototxt is the network description in text form; a binary model belongs to caffe_model',
  }),
  badField: event<{ field: string; found: string; expected: string; hint?: string }>({
    code: 'CAF003',
    severity: 'error',
    when: 'A field of the prototxt has a value of the wrong kind.',
    message: ({ field, found, expected }) => `field "${field}" is ${found}; expected ${expected}`,
    hint: ({ field, expected, hint }) => hint ?? `write ${field} as ${expected}`,
  }),
  emptyNet: event<{ file: string }>({
    code: 'CAF004',
    severity: 'error',
    when: 'The prototxt parses but describes no layer.',
    message: ({ file }) => `${file} describes no layer`,
    hint: 'a network has entries "layer { … }" (or "layers { … }" in older files); a solver file has none',
  }),
  unsupportedLayer: event<{ name: string; type: string; hint: string }>({
    code: 'CAF005',
    severity: 'error',
    when: 'A layer has a type that is unknown or belongs to training.',
    message: ({ name, type }) => `Not support layer name=${name} type=${type}`,
    hint: ({ hint }) => hint,
  }),
  phaseDropped: event<{ name: string; type: string; rule: string }>({
    code: 'CAF006',
    severity: 'note',
    when: 'A layer is left out because its include or exclude rules keep it out of the TEST phase.',
    message: ({ name, type, rule }) => `layer "${name}" (${type}) is left out: ${rule}`,
  }),
  unusedWeights: event<{ file: string; layers: readonly string[] }>({
    code: 'CAF007',
    severity: 'note',
    when: 'The caffemodel holds layers that the prototxt does not have.',
    message: ({ layers }) =>
      `the caffemodel holds ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'} that the ` +
      'prototxt does not have, left out: ' +
      `${layers.slice(0, 8).join(', ')}${layers.length > 8 ? ', …' : ''}`,
  }),
  batch: event<{ input: string; shape: readonly number[] }>({
    code: 'CAF008',
    severity: 'note',
    when: 'An input is declared with a batch other than 1 and no input_shape overrides it.',
    message: ({ input, shape }) => `input "${input}" is declared ${formatShape(shape)}: the batch is ${shape[0]}`,
    hint: ({ input, shape }) =>
      `set input_shape of "${input}" to ${formatShape([1, ...shape.slice(1)])} to convert it for one image at a time`,
  }),
  unknownBlob: event<{ layer: string; blob: string; nearest?: string }>({
    code: 'CAF009',
    severity: 'error',
    when: 'A layer reads a blob that no earlier layer or input produces.',
    message: ({ layer, blob }) => `layer "${layer}" reads blob "${blob}", which nothing before it produces`,
    hint: ({ nearest }) =>
      nearest ? `did you mean "${nearest}"?` : 'a bottom must be a top of an earlier layer, or an input',
  }),
  inputShape: event<{ input: string; problem: string }>({
    code: 'CAF010',
    severity: 'error',
    when: 'An input has no complete shape, or input_shape does not fit it.',
    message: ({ input, problem }) => `input "${input}": ${problem}`,
    hint: 'state the shape in the prototxt or with input_shape, e.g. 1x3x224x224',
  }),
  unknownInput: event<{ name: string; inputs: readonly string[] }>({
    code: 'CAF011',
    severity: 'error',
    when: 'input_shape names an input that the network does not have.',
    message: ({ name }) => `input_shape is given for "${name}", which is no input of the network`,
    hint: ({ inputs }) => `the inputs are: ${inputs.join(', ') || 'none'}`,
  }),
  badModel: event<{ file: string; problem: string }>({
    code: 'CAF012',
    severity: 'error',
    when: 'The caffemodel is truncated or no binary Caffe network.',
    message: ({ file, problem }) => `${file} is no readable caffemodel: ${problem}`,
    hint: 'the file may be cut short, a text file, or a Git LFS pointer; fetch it again',
  }),
  noModel: event<{ layer: string; type: string }>({
    code: 'CAF013',
    severity: 'error',
    when: 'A layer has weights and no caffemodel was given.',
    message: ({ layer, type }) => `layer "${layer}" (${type}) needs weights, and no caffemodel was given`,
    hint: 'set caffe_model (checker: --model) to the file with the weights',
  }),
  missingWeights: event<{
    layer: string;
    type: string;
    file: string;
    blob: string;
    /** How many blobs the caffemodel has for the layer, and, where none, a layer like it and those it has. */
    count: number;
    nearest?: string;
    others: readonly string[];
  }>({
    code: 'CAF014',
    severity: 'error',
    when: 'The caffemodel lacks a blob that a layer needs.',
    message: ({ layer, type, file, blob }) => `layer "${layer}" (${type}): ${file} holds no ${blob} for it`,
    hint: ({ layer, count, nearest, others }) => {
      if (nearest !== undefined)
        return `the caffemodel has a layer "${nearest}": name the layer so where it is the same`;
      if (count > 0)
        return (
          `the caffemodel has ${count === 1 ? 'one blob' : `${count} blobs`} for the layer: let its parameters ` +
          'say so (bias_term: false where it has no bias), or take the caffemodel that was trained with this prototxt'
        );
      return (
        `the caffemodel has weights for ${listed(others)}: give "${layer}" the name it has there, ` +
        'or take the caffemodel that was trained with this prototxt'
      );
    },
  }),
  blobShape: event<{ layer: string; blob: string; found: readonly number[]; expected: readonly number[] }>({
    code: 'CAF015',
    severity: 'error',
    when: 'A blob of the caffemodel has not the shape that the prototxt implies.',
    message: ({ layer, blob, found, expected }) =>
      `layer "${layer}": the ${blob} of the caffemodel is ${formatShape(found)}, the prototxt asks ` +
      `for ${formatShape(expected)}`,
    hint: 'prototxt and caffemodel must be of the same network, and the input shape the one it was trained for',
  }),
  doesNotFit: event<{ layer: string; type: string; problem: string }>({
    code: 'CAF016',
    severity: 'error',
    when: 'The parameters of a layer do not fit its inputs.',
    message: ({ layer, type, problem }) => `layer "${layer}" (${type}): ${problem}`,
    hint: 'compare the parameters of the layer with the shapes of the blobs it reads',
  }),
  missingField: event<{ layer: string; field: string }>({
    code: 'CAF017',
    severity: 'error',
    when: 'A layer lacks a field that it cannot do without.',
    message: ({ layer, field }) => `layer "${layer}" has no ${field}`,
    hint: ({ field }) => `add ${field} to the layer`,
  }),
  unknownField: event<{ layer: string; field: string; nearest?: string }>({
    code: 'CAF018',
    severity: 'warning',
    when: 'The parameters of a layer have a field that the importer does not read.',
    message: ({ layer, field }) => `layer "${layer}": field "${field}" is not known and has no effect`,
    hint: ({ nearest }) => (nearest ? `did you mean "${nearest}"?` : undefined),
  }),
  unsupportedOption: event<{ layer: string; type: string; option: string }>({
    code: 'CAF019',
    severity: 'error',
    when: 'A layer of a supported type asks for something that is not supported.',
    message: ({ layer, type, option }) => `layer "${layer}" (${type}): ${option} is not supported`,
    hint: ({ option }) => `take ${option} out of the model, or express it with other layers`,
  }),
  blobCount: event<{ layer: string; type: string; found: number; used: number }>({
    code: 'CAF020',
    severity: 'error',
    when: 'The caffemodel has more blobs for a layer than the prototxt gives a meaning to.',
    message: ({ layer, type, found, used }) =>
      `layer "${layer}" (${type}): the caffemodel has ${found} blobs for it and the prototxt uses ${used}`,
    hint: ({ type }) =>
      /^(?:Convolution|ConvolutionDepthwise|DepthwiseConvolution|Deconvolution|InnerProduct|Scale)$/.test(type)
        ? 'set bias_term: true: the network was trained with a bias'
        : 'take the prototxt the network was trained with: its layer has parameters that this one lacks',
  }),
  producedTwice: event<{ layer: string; blob: string }>({
    code: 'CAF021',
    severity: 'error',
    when: 'A layer writes a blob that exists already and does not read it.',
    message: ({ layer, blob }) =>
      `layer "${layer}" writes blob "${blob}", which exists already; only a layer that also reads it may overwrite it`,
    hint: 'give the top of the layer a name of its own',
  }),
  pythonDropout: event<{ layer: string; class: string }>({
    code: 'CAF022',
    severity: 'note',
    when: 'A Python layer is a dropout by the name of its class.',
    message: ({ layer, class: name }) =>
      `layer "${layer}" (Python) is of class ${name}: taken for a dropout, which passes its bottom on`,
  }),
  outputLayer: event<{ name: string; problem: string; hint: string }>({
    code: 'CAF023',
    severity: 'error',
    when: 'A name that is given for an output of the model is not that of a layer which could be one.',
    message: ({ name, problem }) => `"${name}" cannot become an output of the model: ${problem}`,
    hint: ({ hint }) => hint,
  }),
  sharedName: event<{ name: string; count: number }>({
    code: 'CAF024',
    severity: 'warning',
    when: 'A name that is given for an output of the model is that of several layers.',
    message: ({ name, count }) => `${count} layers are named "${name}": what each of them gives is an output`,
    hint: 'give each layer a name of its own in the prototxt and the caffemodel, and choose the one that is meant',
  }),
  leftOut: event<{ layers: readonly string[] }>({
    code: 'CAF025',
    severity: 'note',
    when: 'Layers contribute to none of the outputs that are chosen and are left out.',
    message: ({ layers }) =>
      `${layers.length} ${layers.length === 1 ? 'layer contributes' : 'layers contribute'} to no ` +
      `output of the model, left out: ${listed(layers)}`,
  }),
  outputCount: event<{ count: number; limit: number }>({
    code: 'CAF026',
    severity: 'error',
    when: 'The network has more outputs than may be.',
    message: ({ count, limit }) => `tool limits for max output num is ${limit}: the model has ${count}`,
    hint: 'choose the layers whose outputs are needed: output_nodes in the recipe, or --output-node for checker',
  }),
  customOp: event<{ layer: string; type: string; problem: string }>({
    code: 'CAF027',
    severity: 'error',
    when: 'The module of a custom operator does not take what its layer says or reads, or fails.',
    message: ({ layer, type, problem }) => `layer "${layer}" (${type}): ${problem}`,
    hint: 'look at the functions of its module, at the param of the layer, and at the blobs that it reads',
  }),
});
