import { type TextField, type TextMessage, type TextScalar, withFields } from '../text/text-message';

/** Type names of the first generation (`layers { layer { type: "conv" } }`), and today's. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['accuracy', 'Accuracy'],
  ['bnll', 'BNLL'],
  ['concat', 'Concat'],
  ['conv', 'Convolution'],
  ['data', 'Data'],
  ['dropout', 'Dropout'],
  ['euclidean_loss', 'EuclideanLoss'],
  ['flatten', 'Flatten'],
  ['hdf5_data', 'HDF5Data'],
  ['hdf5_output', 'HDF5Output'],
  ['im2col', 'Im2col'],
  ['images', 'ImageData'],
  ['infogain_loss', 'InfogainLoss'],
  ['innerproduct', 'InnerProduct'],
  ['lrn', 'LRN'],
  ['multinomial_logistic_loss', 'MultinomialLogisticLoss'],
  ['padding', 'Padding'],
  ['pool', 'Pooling'],
  ['relu', 'ReLU'],
  ['sigmoid', 'Sigmoid'],
  ['softmax', 'Softmax'],
  ['softmax_loss', 'SoftmaxWithLoss'],
  ['split', 'Split'],
  ['tanh', 'TanH'],
  ['window_data', 'WindowData'],
]);

interface FlatParameters {
  readonly message: string;
  readonly renamed?: Readonly<Record<string, string>>;
}

/** Where the flat parameters of a type went: today's parameter message, and the fields that changed their names. */
const PARAMETERS: ReadonlyMap<string, FlatParameters> = new Map<string, FlatParameters>([
  ['Convolution', { message: 'convolution_param', renamed: { biasterm: 'bias_term', kernelsize: 'kernel_size' } }],
  ['InnerProduct', { message: 'inner_product_param', renamed: { biasterm: 'bias_term' } }],
  ['Pooling', { message: 'pooling_param', renamed: { kernelsize: 'kernel_size' } }],
  ['LRN', { message: 'lrn_param' }],
  ['Dropout', { message: 'dropout_param' }],
  ['Concat', { message: 'concat_param' }],
]);

/** Fields that describe training or the layer itself, never a parameter of today's messages. */
const OWN = new Set(['name', 'type', 'blobs', 'blobs_lr', 'weight_decay']);

/**
 * Brings a layer of the first generation, `layers { bottom top layer { name type num_output … } }`, to the current
 * form. Other messages come back as they are. Lines and columns stay those of the file.
 */
export function upgradeV0(outer: TextMessage): TextMessage {
  const nested = outer.fields.find((field) => field.name === 'layer')?.value;
  if (nested?.kind !== 'message') return outer;
  const written = nested.fields.find((field) => field.name === 'type');
  const type = written?.value.kind === 'string' ? (TYPES.get(written.value.text) ?? written.value.text) : undefined;
  const own = nested.fields.filter((field) => field.name === 'name');
  if (written && type !== undefined) own.push({ ...written, value: { ...(written.value as TextScalar), text: type } });
  const parameters = PARAMETERS.get(type ?? '') ?? { message: `${(type ?? 'layer').toLowerCase()}_param` };
  const inner = nested.fields
    .filter((field) => !OWN.has(field.name))
    .map((field) => ({ ...field, name: parameters.renamed?.[field.name] ?? field.name }));
  const param: TextField[] =
    inner.length === 0
      ? []
      : [{ name: parameters.message, line: nested.line, column: nested.column, value: withFields(nested, inner) }];
  return withFields(outer, [...outer.fields.filter((field) => field.name !== 'layer'), ...own, ...param]);
}
