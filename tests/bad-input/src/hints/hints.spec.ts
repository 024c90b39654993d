import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encodePack } from '@openbpu/artifact';
import { encodeModel } from '@openbpu/onnx';
import { encodeNpy, float32, makeTensor } from '@openbpu/tensor';
import { modelOf, smallModelBytes } from '../small-model';
import { INPUT_SIZE, PICTURE, Workshop } from '../workshop';
import { BOARD_RUNS } from './board-runs';
import { COMMAND_LINE } from './command-line';
import { COMPILED_MODELS } from './compiled-models';
import { CUSTOM_MODEL, CUSTOM_MODULE, CUSTOM_OPERATORS } from './custom-operators';
import { DEBUGGER } from './debugger';
import { type Act, convert, hintOf, perform } from './hint-case';
import { LOADED } from './loaded';
import { MODELS } from './models';
import { PLACEMENTS } from './placements';
import { PREPROCESSING } from './preprocessing';
import { REASONS } from './reasons';
import { BATCH_RECIPE, CONV, RECIPES, TWO_INPUTS, TWO_RECIPE } from './recipes';
import { TUNING } from './tuning';

const CASES = [
  ...BOARD_RUNS,
  ...COMMAND_LINE,
  ...COMPILED_MODELS,
  ...CUSTOM_OPERATORS,
  ...DEBUGGER,
  ...LOADED,
  ...MODELS,
  ...PLACEMENTS,
  ...PREPROCESSING,
  ...RECIPES,
  ...TUNING,
];
const ROOT = resolve(__dirname, '../../../..');

/** Packages whose own specs follow the hints of their catalogue, each demanding that every code is there. */
const AT_HOME = { CFG: 'packages/config/src/hints.spec.ts', CAF: 'packages/importer-caffe/src/catalogue.spec.ts' };

describe('every code', () => {
  // The page is generated from the catalogues, and a spec of its own fails while it is stale.
  const page = readFileSync(join(ROOT, 'docs/generated/diagnostics.md'), 'utf8');
  const codes = [...page.matchAll(/^\| `([A-Z]{3}\d{3})`/gm)].map(([, code]) => code);
  const tried = new Set(CASES.map(([code]) => code));

  it('has an example that its hint mends, or a reason why nobody can write one', () => {
    expect(codes.length).toBeGreaterThan(200);
    const elsewhere = Object.entries(AT_HOME).flatMap(([letters, spec]) => {
      const text = readFileSync(join(ROOT, spec), 'utf8');
      return codes.filter((code) => code.startsWith(letters) && text.includes(code));
    });
    expect([...tried, ...Object.keys(REASONS), ...elsewhere].sort()).toEqual([...codes].sort());
  });
});

/** What conversions have left, made once. */
const GIVEN: Readonly<Record<string, Act>> = {
  out: convert({ calibration_type: "'skip'" }),
  real: convert(),
  debug: convert({ 'model_parameters.debug_mode': "'dump_calibration_data'" }),
  second: convert({ output_model_file_prefix: "'second'" }),
  x3: convert({ march: "'bernoulli2'", output_model_file_prefix: "'x3'" }),
  dual: convert({ march: "'bernoulli2'", output_model_file_prefix: "'dual'", 'compiler_parameters.core_num': '2' }),
  gone: convert({ 'model_parameters.remove_node_type': "'Transpose'" }),
  layers: convert({ 'model_parameters.layer_out_dump': 'True' }),
  resizer: convert({
    march: "'bernoulli2'",
    output_model_file_prefix: "'resizer'",
    input_type_rt: "'nv12'",
    'compiler_parameters.input_source': "{'x': 'resizer'}",
  }),
  two: convert({ calibration_type: "'skip'", ...TWO_RECIPE }, { 'model.onnx': encodeModel(modelOf(TWO_INPUTS)) }),
  maps: convert({ calibration_type: "'skip'" }, { 'model.onnx': encodeModel(modelOf(CONV)) }),
  four: convert(
    { calibration_type: "'skip'" },
    { 'model.onnx': encodeModel(modelOf(CONV.replace('4x3x1x1', '4x3x8x8').replace('[1, 1]', '[8, 8]'))) },
  ),
  custom: convert(
    {
      calibration_type: "'skip'",
      'custom_op.custom_op_method': 'register',
      'custom_op.op_register_files': 'op.mjs',
    },
    { 'model.onnx': CUSTOM_MODEL, 'op.mjs': CUSTOM_MODULE },
  ),
  batch: convert({ calibration_type: "'skip'", ...BATCH_RECIPE }, { 'model.onnx': encodeModel(modelOf(CONV)) }),
};

describe('a hint, followed to the letter, mends what it is given for', () => {
  let given: string;
  const home = process.cwd();

  beforeAll(async () => {
    given = await mkdtemp(join(tmpdir(), 'given-'));
    for (const [name, act] of Object.entries(GIVEN)) {
      const { code, said } = await tried(act, (shop) => rename(shop.path('out'), join(given, name)));
      expect({ name, code, said }).toMatchObject({ code: 0 });
    }
  });
  afterAll(() => rm(given, { recursive: true, force: true }));

  /** Performs one act in a workshop of its own. */
  async function tried(act: Act, after: (shop: Workshop) => Promise<void> = async () => undefined) {
    const shop = await Workshop.open();
    const values = Float32Array.from({ length: INPUT_SIZE }, (_, i) => i / INPUT_SIZE);
    await shop.put('pictures/a.bmp', PICTURE);
    await shop.put('a.bmp', PICTURE);
    await shop.put('good.npy', encodeNpy(float32([1, 3, 8, 8], values)));
    await shop.put(
      'nan.npy',
      encodeNpy(
        float32(
          [1, 3, 8, 8],
          values.map(() => NaN),
        ),
      ),
    );
    await shop.put('signed.npy', encodeNpy(makeTensor('int8', [1, 8, 8, 3], new Int8Array(INPUT_SIZE))));
    await shop.put('bytes.npy', encodeNpy(makeTensor('uint8', [1, 8, 8, 3], new Uint8Array(INPUT_SIZE))));
    await shop.put('text.npy', 'text');
    await shop.put('text.png', 'text');
    await shop.put('-a.onnx', smallModelBytes());
    for (const name of Object.keys(GIVEN))
      if (/[ ,]/.test(act.run.charAt(act.run.indexOf(`${name}/`) - 1)))
        await cp(join(given, name), shop.path(name), { recursive: true });
    if (act.run.includes('packed.bin')) {
      const net = await readFile(join(given, 'out/net.bin'));
      await shop.put('packed.bin', Buffer.concat(encodePack(new Map([['net', net]]))));
    }
    process.chdir(shop.folder);
    try {
      const { code, stdout, stderr } = await perform(shop, act);
      await after(shop);
      return { code, said: stdout + stderr };
    } finally {
      process.chdir(home);
      await shop.close();
    }
  }

  /** What came of acts; many examples begin or end with the same. */
  const known = new Map<string, ReturnType<typeof tried>>();

  function outcome(act: Act): ReturnType<typeof tried> {
    const key = JSON.stringify(act);
    const result = known.get(key) ?? tried(act);
    known.set(key, result);
    return result;
  }

  it.each(CASES)('%s', async (code, broken, hint, mended) => {
    const { said } = await outcome(broken);
    expect(hintOf(code, said) ?? `no ${code} in ${said}`).toMatch(hint);
    const after = await outcome(mended);
    expect({ run: mended.run, ...after }).toMatchObject({ code: 0 });
    expect(after.said).not.toContain(code);
  });
});
