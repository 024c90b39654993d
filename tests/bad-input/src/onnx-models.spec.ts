import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ModelProto, buildValue, encodeModel } from '@openbpu/onnx';
import { inWorkshop } from './expect-refusal.fixture';
import { runProgram } from '@openbpu/cli/testing';
import { modelOf, smallModel, smallModelBytes, withGraph } from './small-model';

const { shop, convert, check } = inWorkshop();

/** Of a model that is no picture's. */
const FEATUREMAP = {
  input_type_rt: "'featuremap'",
  input_type_train: "'featuremap'",
  norm_type: "'no_preprocess'",
  scale_value: undefined,
  input_layout_rt: undefined,
};

/** A conversion and a check of a model that both must refuse. */
async function both(
  bytes: Uint8Array | string,
  recipe: Parameters<ReturnType<typeof shop>['recipe']>[0] = {},
): Promise<string> {
  await shop().put('model.onnx', bytes);
  await shop().recipe(recipe);
  await convert();
  return check('model.onnx');
}

const nodes = (model: ModelProto) => model.graph.node;

describe('an ONNX file', () => {
  const whole = smallModelBytes();

  it.each([0, 1, 2, 7, 60, Math.floor(whole.length / 2), whole.length - 1])(
    'cut off after %i bytes',
    async (length) => {
      await both(whole.slice(0, length));
    },
  );

  it.each([
    ['zeros', new Uint8Array(4096)],
    ['bytes of 255', new Uint8Array(4096).fill(255)],
    ['text', '<!DOCTYPE html><html><body>404</body></html>'],
    ['a field that claims four gigabytes', Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('that is %s', async (_, bytes) => {
    await both(bytes);
  });

  it('with bytes changed in any place is refused or taken, never more', async () => {
    for (let at = 3; at < whole.length; at += Math.ceil(whole.length / 60)) {
      const broken = whole.slice();
      broken[at] ^= 0xff;
      await shop().put('model.onnx', broken);
      const { code, stdout, stderr } = await runProgram([
        'checker',
        '--model-type',
        'onnx',
        '--march',
        'bayes-e',
        '--model',
        'model.onnx',
      ]);
      expect({ at, said: stdout + stderr }).not.toMatchObject({ said: expect.stringContaining('This is a bug') });
      expect([0, 1]).toContain(code);
    }
  });

  it('that is a folder, or is not there', async () => {
    await shop().recipe({ onnx_model: "'samples'" });
    await convert();
    await shop().recipe({ onnx_model: "'absent.onnx'" });
    expect(await convert()).toContain('absent.onnx');
    await check('samples');
    await check('absent.onnx');
  });

  it('with a weight that claims absurd sizes', async () => {
    const huge = smallModelBytes((model) =>
      withGraph(model, {
        initializer: model.graph.initializer.map((tensor, i) =>
          i === 0 ? { ...tensor, dims: [2 ** 31, 2 ** 31] } : tensor,
        ),
      }),
    );
    await both(huge);
    await both(
      smallModelBytes((model) =>
        withGraph(model, {
          initializer: model.graph.initializer.map((tensor) => ({
            ...tensor,
            dims: tensor.dims.map((dim) => dim * 1000),
          })),
        }),
      ),
    );
  });

  it('with an input of absurd size', async () => {
    await both(smallModelBytes((model) => withGraph(model, { input: [buildValue('x', 1, [1, 3, 2 ** 30, 2 ** 30])] })));
  });
});

describe('a model', () => {
  it('with an operator nobody knows', async () => {
    const said = await both(
      smallModelBytes((model) =>
        withGraph(model, {
          node: nodes(model).map((node) => (node.opType === 'Relu' ? { ...node, opType: 'Frobnicate' } : node)),
        }),
      ),
    );
    expect(said).toContain('Frobnicate');
  });

  it('with an operator of a foreign domain', async () => {
    const said = await both(
      smallModelBytes((model) => ({
        ...withGraph(model, {
          node: nodes(model).map((node) => (node.opType === 'Relu' ? { ...node, domain: 'com.example' } : node)),
        }),
        opsetImport: [...model.opsetImport, { domain: 'com.example', version: 1 }],
      })),
    );
    expect(said).toContain('com.example');
  });

  it('with open dimensions, unless they are fixed', async () => {
    const open = smallModelBytes((model) =>
      withGraph(model, { input: [buildValue('x', 1, ['batch', 3, 'height', 8])] }),
    );
    const said = await both(open);
    expect(said).toContain('x');
    expect(said).toMatch(/input.shape/);
    await check('model.onnx', '--input-shape', 'z', '1x3x8x8');
    await check('model.onnx', '--input-shape', 'x', '1x3x8');
    await check('model.onnx', '--input-shape', 'x', '1x3x8x0');
    await check('model.onnx', '--input-shape', 'x', 'big');
  });

  it('with more than 32 outputs', async () => {
    const names = Array.from({ length: 33 }, (_, i) => i);
    const many = [
      'input x: float32[1x3x8x8] NCHW',
      'const w: float32[3x3x1x1] = seed 1',
      'c: c = Conv(x, w) {kernel: [1, 1]}',
      ...names.map((i) => `n${i}: y${i} = Relu(c)`),
      ...names.map((i) => `output y${i}`),
    ];
    expect(await both(encodeModel(modelOf(many.join('\n'))))).toContain('33');
  });

  it('with nothing for the BPU', async () => {
    await both(encodeModel(modelOf('input x: float32[1x3x8x8] NCHW\nn: y = Max(x, x)\noutput y')), FEATUREMAP);
  });

  it('without nodes, without outputs, with a node that reads what nothing makes', async () => {
    await both(encodeModel(withGraph(smallModel(), { node: [] })));
    await both(encodeModel(withGraph(smallModel(), { output: [] })));
    await both(
      smallModelBytes((model) => withGraph(model, { node: nodes(model).filter(({ opType }) => opType !== 'Relu') })),
    );
    await both(smallModelBytes((model) => withGraph(model, { initializer: [] })));
  });

  it('whose attributes do not fit its inputs', async () => {
    await both(
      smallModelBytes((model) =>
        withGraph(model, {
          node: nodes(model).map((node) =>
            node.opType === 'Conv'
              ? { ...node, attribute: node.attribute.map((a) => (a.name === 'group' ? { ...a, i: 5n } : a)) }
              : node,
          ),
        }),
      ),
    );
    await both(
      smallModelBytes((model) =>
        withGraph(model, {
          node: nodes(model).map((node) =>
            node.opType === 'Conv'
              ? { ...node, attribute: node.attribute.map((a) => (a.name === 'strides' ? { ...a, ints: [0n, 0n] } : a)) }
              : node,
          ),
        }),
      ),
    );
  });

  it('of an opset older than is read', async () => {
    await both(smallModelBytes((model) => ({ ...model, opsetImport: [{ domain: '', version: 3 }] })));
  });
});

const NEGATIVE = join(process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data'), 'models/negative');
const have = existsSync(NEGATIVE);
if (!have) process.stdout.write(`skipped: models that cannot be taken: there is no data at ${NEGATIVE}\n`);
(have ? describe : describe.skip)('models that cannot be taken', () => {
  it.each(have ? readdirSync(NEGATIVE).filter((name) => name.endsWith('.onnx')) : ['none'])('%s', async (name) => {
    await check(join(NEGATIVE, name));
    await shop().recipe({ ...FEATUREMAP, onnx_model: `'${join(NEGATIVE, name)}'` });
    await convert();
  });
});
