/**
 * What a conversion takes from the one before it in the same working folder: mobilenet_v2 with 100 samples and `kl`.
 * Rounds of four runs: with --no-cache, the first that keeps what it finds, an equal one, and one after int16 was asked
 * for one node by `node_info`. Medians, and ratios to the first run of the same round; the `.bin` of the equal run must
 * have the same bytes, and that of the changed one those of a run with --no-cache.
 *
 *     node tools/bench/reuse.mjs [rounds]
 *
 * Exit code 1 where a limit is passed. Needs the built packages and the data beside the project.
 */
import '../dev/help.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(root, 'packages/cli/bin/hb_mapper.js');
const { DATA, HAVE_DATA, MODELS, writeCalibration } = createRequire(join(root, 'tests/river/package.json'))(
  '@openbpu/river',
);
const rounds = Number(process.argv[2] ?? 3);
const LIMITS = { equal: 1 / 3, changed: 0.4 };
/** A convolution in the middle. */
const NODE = 't130_Conv';

const model = MODELS.find(({ name }) => name === 'mobilenet_v2');
if (!HAVE_DATA || !existsSync(join(DATA, model.files.onnx))) {
  console.log(JSON.stringify({ skipped: `there is no data at ${DATA}` }));
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'reuse-'));
const text = (extra) => `model_parameters:
  onnx_model: ${join(DATA, model.files.onnx)}
  march: bayes-e
  working_dir: out
  output_model_file_prefix: m
${extra}input_parameters:
  input_type_rt: nv12
  input_type_train: rgb
  input_layout_train: NCHW
  norm_type: data_mean_and_scale
  mean_value: ${model.mean.join(' ')}
  scale_value: ${model.scale.join(' ')}
calibration_parameters:
  cal_data_dir: cal
  cal_data_type: float32
  calibration_type: kl
compiler_parameters:
  compile_mode: latency
  optimize_level: O3
`;

/** Seconds, and what the record says. */
function convert(recipe, ...flags) {
  const began = performance.now();
  const args = [program, 'makertbin', '--config', recipe, '--model-type', 'onnx', ...flags];
  const { status, stderr } = spawnSync('node', args, { cwd: folder, encoding: 'utf8' });
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(stderr);
  const record = JSON.parse(readFileSync(join(folder, 'out/m_record.json'), 'utf8'));
  const bin = record.artifacts.find(({ kind }) => kind === 'bin').sha256;
  const reused = record.timing.stages.filter((stage) => stage.reused).map(({ name }) => name);
  return { seconds, bin, reused, verification: record.verification, cosine: record.outputs[0].cosine };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
try {
  await writeCalibration(model, join(folder, 'cal'), 100);
  writeFileSync(join(folder, 'r.yaml'), text(''));
  writeFileSync(join(folder, 'i.yaml'), text(`  node_info: {"${NODE}": {"ON": "BPU", "OutputType": "int16"}}\n`));
  const runs = Array.from({ length: rounds }, () => {
    rmSync(join(folder, 'out'), { recursive: true, force: true });
    const none = convert('r.yaml', '--no-cache');
    const first = convert('r.yaml');
    const equal = convert('r.yaml');
    const changed = convert('i.yaml');
    const anew = convert('i.yaml', '--no-cache');
    if (equal.bin !== first.bin || first.bin !== none.bin || changed.bin !== anew.bin || changed.bin === first.bin)
      throw new Error('the bytes of the .bin are not what they should be');
    return { none, first, equal, changed };
  });
  const seconds = (kind) => Number(median(runs.map((run) => run[kind].seconds)).toFixed(2));
  const ratio = (kind) => Number(median(runs.map((run) => run[kind].seconds / run.first.seconds)).toFixed(3));
  const ratios = { none: ratio('none'), equal: ratio('equal'), changed: ratio('changed') };
  const { equal, changed } = runs[0];
  console.log(
    JSON.stringify(
      {
        rounds,
        seconds: {
          none: seconds('none'),
          first: seconds('first'),
          equal: seconds('equal'),
          changed: seconds('changed'),
        },
        ratios,
        limits: LIMITS,
        reused: { equal: equal.reused, changed: changed.reused },
        verification: { equal: equal.verification, changed: changed.verification },
        cosine: { equal: equal.cosine, changed: changed.cosine },
      },
      undefined,
      1,
    ),
  );
  process.exitCode = Object.entries(LIMITS).some(([kind, limit]) => ratios[kind] > limit) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
