import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CollectingSink, DiagnosticError, catalogueEntries } from '@openbpu/diagnostics';
import { standardOps } from '@openbpu/ops';
import { CaffeImporter } from './caffe-importer';
import { CAFFE } from './catalogue';
import { caffemodel } from './caffemodel.fixture';
import { type BlobsByLayer, blob, importText } from './import-text.fixture';

const input = 'input: "x" input_shape { dim: 1 dim: 2 dim: 4 dim: 4 }\n';
const layer = (type: string, more = '', name = 'l') =>
  `${input}layer { name: "${name}" type: "${type}" bottom: "x" top: "y" ${more} }`;
const conv = (more: string) => layer('Convolution', `convolution_param { num_output: 1 kernel_size: 1 ${more} }`);
const MANY = Array.from({ length: 33 }, (_, i) => `layer { name: "l${i}" type: "ReLU" bottom: "x" top: "y${i}" }`);
const weight = blob([1, 2, 1, 1], [1, 2]);
const bias = blob([1], [3]);

interface Example {
  readonly text: string;
  readonly blobs?: BlobsByLayer;
  readonly shapes?: ReadonlyMap<string, readonly number[]>;
  /** The layers whose outputs are wanted. */
  readonly chosen?: readonly string[];
}

/** What a user writes, a part of the hint, and what stands there once the hint has been followed to the letter. */
const MENDED: Readonly<Record<string, readonly (readonly [broken: Example, hint: string, mended: Example])[]>> = {
  CAF003: [
    [
      { text: layer('Pooling', 'pooling_param { kernel_size: 2.5 }') },
      'write kernel_size as a whole number of at least 1',
      { text: layer('Pooling', 'pooling_param { kernel_size: 2 }') },
    ],
    [
      { text: layer('Pooling', 'pooling_param { pool: MEAN kernel_size: 2 }') },
      'write pool as one of MAX, AVE, STOCHASTIC',
      { text: layer('Pooling', 'pooling_param { pool: AVE kernel_size: 2 }') },
    ],
    [
      { text: layer('Pooling', 'pooling_param { kernel_size: 2 stride_h: 2 }') },
      'write stride_w as well',
      { text: layer('Pooling', 'pooling_param { kernel_size: 2 stride_h: 2 stride_w: 2 }') },
    ],
    [
      { text: layer('ELU', 'elu_param { alpha: 1 alpha: 2 }') },
      'leave one alpha out',
      { text: layer('ELU', 'elu_param { alpha: 2 }') },
    ],
  ],
  CAF004: [[{ text: 'net: "x.prototxt"' }, 'a network has entries "layer { … }"', { text: layer('ReLU') }]],
  CAF005: [
    [{ text: layer('relu') }, 'did you mean ReLU?', { text: layer('ReLU') }],
    [
      { text: `${layer('ReLU')} layer { name: "loss" type: "EuclideanLoss" bottom: "y" bottom: "x" top: "loss" }` },
      'remove it from the prototxt',
      { text: layer('ReLU') },
    ],
    [
      { text: layer('Swish') },
      'write it as Sigmoid, then Eltwise with operation: PROD of its input and that',
      {
        text:
          `${input}layer { name: "s" type: "Sigmoid" bottom: "x" top: "s" }` +
          'layer { name: "l" type: "Eltwise" bottom: "x" bottom: "s" top: "y" eltwise_param { operation: PROD } }',
      },
    ],
    [
      { text: layer('SELU') },
      'write it as ELU with alpha: 1.67326324, then Power with scale: 1.05070099',
      {
        text:
          `${input}layer { name: "e" type: "ELU" bottom: "x" top: "e" elu_param { alpha: 1.67326324 } }` +
          'layer { name: "l" type: "Power" bottom: "e" top: "y" power_param { scale: 1.05070099 } }',
      },
    ],
    [
      { text: `${layer('ReLU')} layer { name: "p" type: "Python" bottom: "y" top: "z" python_param { layer: "P" } }` },
      'let the network end before it',
      { text: layer('ReLU') },
    ],
    [
      { text: 'layer { name: "d" type: "Data" top: "x" } layer { name: "l" type: "ReLU" bottom: "x" top: "y" }' },
      'takes its picture from an Input layer: replace this layer by one',
      {
        text:
          'layer { name: "d" type: "Input" top: "x" input_param { shape { dim: 1 dim: 2 } } }' +
          'layer { name: "l" type: "ReLU" bottom: "x" top: "y" }',
      },
    ],
  ],
  CAF009: [
    [
      { text: `${layer('ReLU').replace('"y"', '"conv1"')} layer { name: "b" type: "ReLU" bottom: "conv2" top: "z" }` },
      'did you mean "conv1"?',
      { text: `${layer('ReLU').replace('"y"', '"conv1"')} layer { name: "b" type: "ReLU" bottom: "conv1" top: "z" }` },
    ],
    [
      { text: `${layer('ReLU')} layer { name: "b" type: "ReLU" bottom: "elsewhere" top: "z" }` },
      'a bottom must be a top of an earlier layer, or an input',
      { text: `${layer('ReLU')} layer { name: "b" type: "ReLU" bottom: "x" top: "z" }` },
    ],
  ],
  CAF010: [
    [
      { text: layer('ReLU').replace(/input_shape \{.*?\}/, '') },
      'state the shape in the prototxt or with input_shape, e.g. 1x3x224x224',
      { text: layer('ReLU').replace(/input_shape \{.*?\}/, ''), shapes: new Map([['x', [1, 3, 224, 224]]]) },
    ],
  ],
  CAF011: [
    [
      { text: layer('ReLU'), shapes: new Map([['data', [1, 2, 4, 4]]]) },
      'the inputs are: x',
      { text: layer('ReLU'), shapes: new Map([['x', [1, 2, 4, 4]]]) },
    ],
  ],
  CAF014: [
    [
      { text: conv('bias_term: false').replace('"l"', '"conv1"'), blobs: { conv_1: [weight] } },
      'the caffemodel has a layer "conv_1": name the layer so where it is the same',
      { text: conv('bias_term: false').replace('"l"', '"conv_1"'), blobs: { conv_1: [weight] } },
    ],
    [
      { text: conv(''), blobs: { l: [weight] } },
      'bias_term: false where it has no bias',
      { text: conv('bias_term: false'), blobs: { l: [weight] } },
    ],
    [
      { text: conv('bias_term: false'), blobs: { features: [weight] } },
      'the caffemodel has weights for features: give "l" the name it has there',
      { text: conv('bias_term: false').replace('"l"', '"features"'), blobs: { features: [weight] } },
    ],
  ],
  CAF017: [
    [{ text: layer('ReLU').replace('type: "ReLU"', '') }, 'add type to the layer', { text: layer('ReLU') }],
    [{ text: layer('ReLU').replace('top: "y"', '') }, 'add top to the layer', { text: layer('ReLU') }],
  ],
  CAF019: [
    [
      { text: layer('Dropout', 'dropout_param { scale_train: false }') },
      'take scale_train: false out of the model',
      { text: layer('Dropout', 'dropout_param { }') },
    ],
  ],
  CAF020: [
    [
      { text: conv('bias_term: false'), blobs: { l: [weight, bias] } },
      'set bias_term: true',
      { text: conv('bias_term: true'), blobs: { l: [weight, bias] } },
    ],
  ],
  CAF021: [
    [
      { text: `${layer('ReLU')} layer { name: "b" type: "ReLU" bottom: "x" top: "y" }` },
      'give the top of the layer a name of its own',
      { text: `${layer('ReLU')} layer { name: "b" type: "ReLU" bottom: "x" top: "b" }` },
    ],
  ],
  CAF023: [
    [
      { text: layer('ReLU', '', 'relu1'), chosen: ['relu'] },
      'did you mean "relu1"?',
      { text: layer('ReLU', '', 'relu1'), chosen: ['relu1'] },
    ],
  ],
  CAF026: [
    [
      { text: input + MANY.join('') },
      'choose the layers whose outputs are needed: output_nodes',
      { text: input + MANY.join(''), chosen: ['l7', 'l32'] },
    ],
  ],
};

/** What is heard while the import goes on; the hint, followed, silences it. */
const SILENCED: typeof MENDED = {
  CAF008: [
    [
      { text: layer('ReLU').replace('dim: 1', 'dim: 8') },
      'set input_shape of "x" to 1x2x4x4',
      { text: layer('ReLU').replace('dim: 1', 'dim: 8'), shapes: new Map([['x', [1, 2, 4, 4]]]) },
    ],
  ],
  CAF024: [
    [
      { text: input + [MANY[0], MANY[1].replace('"l1"', '"l0"')].join(''), chosen: ['l0'] },
      'give each layer a name of its own',
      { text: input + [MANY[0], MANY[1]].join(''), chosen: ['l0', 'l1'] },
    ],
  ],
  CAF018: [
    [
      { text: layer('Pooling', 'pooling_param { kernel_size: 2 strides: 2 }') },
      'did you mean "stride"?',
      { text: layer('Pooling', 'pooling_param { kernel_size: 2 stride: 2 }') },
    ],
  ],
};

/** Why nobody can write down once and for all what mends these. */
const OTHERS: Readonly<Record<string, string>> = {
  CAF002: 'what is wrong with a text is in the message, at its line and column',
  CAF006: 'a note without a hint: nothing is to be mended',
  CAF007: 'a note without a hint: nothing is to be mended',
  CAF012: 'bytes that are no caffemodel cannot be mended, only fetched again: tried below',
  CAF013: 'no file was named: tried below',
  CAF015: 'which of two files is the wrong one only their owner knows',
  CAF016: 'what the parameters should have been only the owner of the network knows; the message has both shapes',
  CAF027: 'what is wrong is in the module, which only its owner knows; the message has its complaint',
  CAF022: 'a note without a hint: nothing is to be mended',
  CAF025: 'a note without a hint: nothing is to be mended',
};

const run = ({ text, blobs, shapes, chosen }: Example) => importText(text, blobs, shapes, chosen);
const rows = (table: typeof MENDED) =>
  Object.entries(table).flatMap(([code, examples]) =>
    examples.map(([broken, hint, mended]) => ({ code, broken, hint, mended })),
  );

describe('CAFFE', () => {
  it('has a place here for each of its events', () => {
    const codes = catalogueEntries(CAFFE).map(({ code }) => code);
    expect([MENDED, SILENCED, OTHERS].flatMap((table) => Object.keys(table)).sort()).toEqual(codes);
  });

  it.each(rows(MENDED))('$code: $hint', ({ code, broken, hint, mended }) => {
    let problem: unknown;
    try {
      run(broken);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(DiagnosticError);
    expect((problem as DiagnosticError).diagnostics.map((each) => each.code)).toEqual([code]);
    expect((problem as DiagnosticError).diagnostics[0].hint).toContain(hint);
    expect(run(mended).graph.outputs.length).toBeGreaterThan(0);
  });

  it.each(rows(SILENCED))('$code: $hint', ({ code, broken, hint, mended }) => {
    const heard = run(broken).heard.join('\n');
    expect(heard).toContain(code);
    expect(heard).toContain(hint);
    expect(run(mended).heard).toEqual([]);
  });

  it('files: the path that is there, the file fetched again, the file that is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caffe-'));
    const [text, model, cut] = ['n.prototxt', 'n.caffemodel', 'cut.caffemodel'].map((name) => join(folder, name));
    const bytes = caffemodel({ l: [weight] });
    writeFileSync(text, conv('bias_term: false'));
    writeFileSync(model, bytes);
    writeFileSync(cut, bytes.subarray(0, bytes.length - 3));
    const importer = new CaffeImporter();
    const sink: Pick<CollectingSink, 'report'> = { report: () => undefined };
    const work = async (prototxt: string, weights: string) =>
      importer.translate(
        (await importer.match({ kind: 'caffe', prototxt, caffemodel: weights }))!,
        standardOps(),
        sink,
      );
    await expect(work(`${text}x`, model)).rejects.toThrow('does not exist');
    await expect(work(text, cut)).rejects.toThrow('CAF012');
    await expect(work(text, '')).rejects.toThrow('CAF013');
    expect((await work(text, model)).outputs).toEqual(['y']);
    rmSync(folder, { recursive: true });
  });

  it('shortens a long list of unused layers', () => {
    const layers = Array.from({ length: 12 }, (_, i) => `l${i}`);
    expect(CAFFE.unusedWeights({ file: 'm', layers }).message).toBe(
      'the caffemodel holds 12 layers that the prototxt does not have, left out: l0, l1, l2, l3, l4, l5, l6, l7, …',
    );
    expect(CAFFE.unusedWeights({ file: 'm', layers: ['a'] }).message).toContain('holds 1 layer that');
  });
});
