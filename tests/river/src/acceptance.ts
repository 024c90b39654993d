import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDiagnostic, DiagnosticError } from '@openbpu/diagnostics';
import { EFFORTS } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { type ConvertChoice, convertModel } from './convert-model';
import { MODELS } from './models';
import { goldenFeeds, pictureFeeds } from './quantised-feeds';
import { compareThree, extremeFeeds } from './three-executors';

/** Pictures compared besides the three golden ones. */
const MORE_PICTURES = 2;

/**
 * Converts real models and compares the three executors, one JSON line a conversion:
 *
 *   node tests/river/dist/acceptance.js [--march M] [--rt TYPE] [--calibration max|kl|mix|default] [--samples N]
 *     [--effort 0|1|2|3] [--cores N] [--longest-call US] [--no-compare] [model …]
 *
 * `--cores` and `--longest-call` are the recipe's `core_num` and `max_time_per_fc`; ends with 1 where a call takes
 * longer, or bits differ.
 */
async function main(argv: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: string) =>
    argv.includes(`--${name}`) ? argv[argv.indexOf(`--${name}`) + 1] : otherwise;
  const flags = ['march', 'rt', 'calibration', 'samples', 'effort', 'cores', 'longest-call'];
  const effort = EFFORTS.find((each) => String(each) === option('effort', ''));
  const wanted = argv.filter((word, i) => !word.startsWith('--') && !flags.includes((argv[i - 1] ?? '').slice(2)));
  const rt = option('rt', '');
  for (const model of MODELS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    for (const typeRt of rt ? [rt] : model.typesRt) {
      const choice: ConvertChoice = {
        typeRt,
        march: option('march', 'bayes-e'),
        calibration: option('calibration', 'max'),
        samples: Number(option('samples', '20')),
        ...(effort === undefined ? {} : { effort }),
        compiler: { core_num: option('cores', '1'), max_time_per_fc: option('longest-call', '0') },
      };
      const folder = await mkdtemp(join(tmpdir(), 'acceptance-'));
      try {
        const row = await one(model, folder, choice, !argv.includes('--no-compare'));
        process.stdout.write(`${JSON.stringify(row)}\n`);
        const long = row.calls !== undefined && row.calls.longestUs > (row.calls.limitUs ?? Infinity);
        const differ = row.verified?.mismatches !== 0 || (row.agreement?.mismatches.length ?? 0) > 0;
        if (long || differ) process.exitCode = 1;
      } catch (error) {
        const said =
          error instanceof DiagnosticError
            ? error.diagnostics.map(formatDiagnostic)
            : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
        process.stdout.write(`${JSON.stringify({ model: model.name, rt: typeRt, failed: said })}\n`);
        process.exitCode = 1;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
}

async function one(model: (typeof MODELS)[number], folder: string, choice: ConvertChoice, compare: boolean) {
  const began = performance.now();
  const { record, workingDir } = await convertModel(model, folder, choice);
  const seconds = (performance.now() - began) / 1000;
  const macs = (on: string) =>
    record.nodes.filter((node) => node.on === on).reduce((sum, node) => sum + (node.macs ?? 0), 0);
  const agreement = compare
    ? await compareThree(
        join(workingDir, `${model.name}_quantized_model.onnx`),
        join(workingDir, `${model.name}.bin`),
        async (graph) => [
          ...goldenFeeds(model, graph),
          ...(await pictureFeeds(model, graph, choice.typeRt, MORE_PICTURES)),
          ...extremeFeeds(graph),
        ],
      )
    : undefined;
  return {
    model: model.name,
    march: choice.march,
    rt: choice.typeRt,
    method: record.calibration?.method,
    candidates: Object.fromEntries(record.calibration?.candidates.map(({ method, cosine }) => [method, cosine]) ?? []),
    seconds: Number(seconds.toFixed(2)),
    bpuMacs: Number((macs('BPU') / Math.max(1, macs('BPU') + macs('CPU'))).toFixed(4)),
    subgraphs: new Set(record.nodes.map(({ subgraph }) => subgraph).filter((id) => id !== null)).size,
    cosines: Object.fromEntries(record.outputs.map(({ name, cosine }) => [name, cosine])),
    falls: Object.fromEntries(record.outputs.flatMap(({ name, fall }) => (fall ? [[name, fall]] : []))),
    latencyMs: milliseconds(record.performance?.latencyUs),
    oneCoreMs: milliseconds(record.performance?.oneCore?.latencyUs),
    calls: record.performance?.calls,
    verified: record.verification,
    ...(agreement ? { agreement: { ...agreement, mismatches: agreement.mismatches.slice(0, 5) } } : {}),
    stages: Object.fromEntries(record.timing?.stages.map(({ name, seconds: s }) => [name, Number(s.toFixed(2))]) ?? []),
    cpu: record.nodes.filter(({ on }) => on === 'CPU').map(({ node, type }) => `${node} ${type}`),
  };
}

function milliseconds(us: number | undefined): number | undefined {
  return us === undefined ? undefined : Number((us / 1000).toFixed(3));
}

script(module, main);
