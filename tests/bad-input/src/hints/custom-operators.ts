import {
  type AttributeProto,
  type NodeProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  encodeModel,
  floatAttribute,
  intsAttribute,
  stringAttribute,
  stringsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { float32 } from '@openbpu/tensor';
import { type Act, type HintCase, check, command } from './hint-case';

const WEIGHT = float32(
  [3, 3, 1, 1],
  Float32Array.from({ length: 9 }, (_, i) => (i - 4) / 9),
);

/** A convolution, and a node behind it. */
function behind(node: NodeProto): Uint8Array {
  const type = (name: string) => buildValue(name, 1, [1, 3, 8, 8]);
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 13 },
        { domain: 'com.example', version: 1 },
        { domain: 'horizon.custom', version: 1 },
      ],
      graph: buildGraph({
        name: 'net',
        node: [buildNode({ name: 'conv', opType: 'Conv', input: ['x', 'w'], output: ['c'] }), node],
        initializer: [writeTensor('w', WEIGHT)],
        input: [type('x')],
        output: [type('y')],
        valueInfo: [type('c')],
      }),
    }),
  );
}
const node = (domain: string, opType: string, attribute: readonly AttributeProto[] = []) =>
  buildNode({ name: 'own', domain, opType, input: ['c'], output: ['y'], attribute });

/** A model with `com.example.MyOp`. */
export const CUSTOM_MODEL = behind(node('com.example', 'MyOp', [floatAttribute('factor', 0.5)]));

const PY_MODEL = behind(
  node('horizon.custom', 'PyOp', [
    stringAttribute('class_name', 'Half'),
    stringAttribute('module', 'sample'),
    intsAttribute('input_types', [1]),
    intsAttribute('output_types', [1]),
    stringsAttribute('output_shape', ['1, 3, 8, 8']),
  ]),
);

const moduleOf = (evaluate: string, infer = '[x]', type = 'MyOp') => `
import { defineCustomOp } from '@openbpu/plugin-api';
export default defineCustomOp({
  domain: 'com.example',
  type: '${type}',
  infer: ([x]) => ${infer},
  evaluate: ([x], { factor }) => ${evaluate},
});
`;
const GIVES = '[{ ...x, data: x.data.map((v) => v * factor) }]';

/** Its module. */
export const CUSTOM_MODULE = moduleOf(GIVES);
const OTHER = moduleOf(GIVES, '[x]', 'Other');
const CLASS = 'export class Half { compute(x) { return x.data.map((v) => v / 2); } }';
const PYTHON = 'class Half:\n    def compute(self, x):\n        return x / 2\n';

const checked = (files: Act['files'], ...modules: readonly string[]) =>
  check({ 'model.onnx': CUSTOM_MODEL, ...files }, modules.map((name) => `--custom-op ${name}`).join(' '));
const run = (files: Act['files'], ...modules: readonly string[]) =>
  command(`infer --model model.onnx --input x=good.npy ${modules.map((name) => `--custom-op ${name}`).join(' ')}`, {
    'model.onnx': CUSTOM_MODEL,
    ...files,
  });
const compiled = (files: Act['files'], ...modules: readonly string[]) =>
  command(
    `infer --model custom/net.bin --input x=signed.npy ${modules.map((name) => `--custom-op ${name}`).join(' ')}`,
    files,
  );
const CHECKED = checked({ 'op.mjs': CUSTOM_MODULE }, 'op.mjs');
const RUN = run({ 'op.mjs': CUSTOM_MODULE }, 'op.mjs');

/** What is said of custom operators and their modules. */
export const CUSTOM_OPERATORS: readonly HintCase[] = [
  ['IMO003', checked({}), /op_register_files in the recipe, or --custom-op FILE\. It begins so:$/, CHECKED],
  [
    'IMO037',
    check({ 'model.onnx': PY_MODEL, 'op.mjs': CUSTOM_MODULE }, '--custom-op op.mjs'),
    /--custom-op sample\.ts\. It begins so:$/,
    check({ 'model.onnx': PY_MODEL, 'sample.ts': CLASS }, '--custom-op sample.ts'),
  ],
  [
    'IMO038',
    checked({ 'op.mjs': moduleOf(GIVES, 'y') }, 'op.mjs'),
    /look at the functions of MyOp in its module/,
    CHECKED,
  ],
  [
    'PIP086',
    check({ 'model.onnx': PY_MODEL, 'sample.py': PYTHON }, '--custom-op sample.py'),
    /write what it computes into sample\.ts/,
    check({ 'model.onnx': PY_MODEL, 'sample.ts': CLASS }, '--custom-op sample.ts'),
  ],
  ['PIP087', checked({ 'op.mjs': 'export default 1;' }, 'op.mjs'), /its default export is an operator/, CHECKED],
  ['PIP087', checked({ 'op.json': '{}' }, 'op.json'), /name a module in TypeScript or JavaScript/, CHECKED],
  [
    'PIP087',
    checked({ 'op.mjs': `import './gone.mjs';${CUSTOM_MODULE}` }, 'op.mjs'),
    /put "\.\/gone\.mjs" beside the module/,
    checked({ 'op.mjs': `import './gone.mjs';${CUSTOM_MODULE}`, 'gone.mjs': '' }, 'op.mjs'),
  ],
  ['PIP087', checked({ 'op.mjs': `const = 1;${CUSTOM_MODULE}` }, 'op.mjs'), /mend the module/, CHECKED],
  [
    'PIP088',
    checked({ 'op.mjs': CUSTOM_MODULE, 'same.mjs': CUSTOM_MODULE }, 'op.mjs', 'same.mjs'),
    /name one of them alone, e\.g\. "op\.mjs"/,
    checked({ 'op.mjs': CUSTOM_MODULE, 'same.mjs': CUSTOM_MODULE }, 'op.mjs'),
  ],
  [
    'PIP089',
    checked({ 'op.mjs': CUSTOM_MODULE, 'other.mjs': OTHER }, 'op.mjs', 'other.mjs'),
    /or leave the module out/,
    CHECKED,
  ],
  ['PIP090', run({ 'op.mjs': CUSTOM_MODULE }), /give it: --custom-op FILE/, RUN],
  [
    'PIP090',
    compiled({ 'op.mjs': CUSTOM_MODULE }),
    /give it: --custom-op op\.mjs/,
    compiled({ 'op.mjs': CUSTOM_MODULE }, 'op.mjs'),
  ],
  [
    'PIP091',
    compiled({ 'op.mjs': `${CUSTOM_MODULE}// more` }, 'op.mjs'),
    /give the module as it was/,
    compiled({ 'op.mjs': CUSTOM_MODULE }, 'op.mjs'),
  ],
  [
    'RUN012',
    run({ 'op.mjs': moduleOf('x.gone.data') }, 'op.mjs'),
    /mend the function evaluate of its module, at the line that is told/,
    RUN,
  ],
  [
    'RUN013',
    run({ 'op.mjs': moduleOf('x') }, 'op.mjs'),
    /evaluate gives a list with a tensor \{ dtype, shape, data \}/,
    RUN,
  ],
  [
    'RUN014',
    run({ 'model.onnx': PY_MODEL, 'op.mjs': OTHER }, 'op.mjs'),
    /name the module as well, by a further --custom-op/,
    run({ 'model.onnx': PY_MODEL, 'op.mjs': OTHER, 'sample.ts': CLASS }, 'op.mjs', 'sample.ts'),
  ],
];
