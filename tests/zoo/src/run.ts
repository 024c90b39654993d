import { marches } from '@openbpu/pipeline';
import { Lane } from '@openbpu/runtime';
import { script } from '@openbpu/testkit';
import { HAVE_ZOO, NETS, ZOO } from './nets';
import { type Outcome, tryNet } from './try-net';

/** As near the imported graph must be to the model, relative to the largest value. */
const NEAR = 1e-4;

const MARCHES = marches().map(({ march }) => march);

/**
 * Trained networks of third parties, one row each: how far the imported graph is from ONNX Runtime, what part of the
 * multiply-accumulates the BPU runs, and, with `--convert`, the cosine of every output; refusals with their reasons
 * behind. Exit code 1 where something fails otherwise, or is further from ONNX Runtime than 1e-4:
 *
 *   node tests/zoo/dist/run.js [--march M] [--convert] [--calibration kl] [--samples N] [model …]
 */
async function main(argv: readonly string[]): Promise<void> {
  const valued = ['--march', '--calibration', '--samples'];
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const wanted = argv.filter((word, i) => !word.startsWith('--') && !valued.includes(argv[i - 1] ?? ''));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!HAVE_ZOO) {
    say(`skipped: there are no networks at ${ZOO}`);
    return;
  }
  const march = option('--march');
  const calibration = option('--calibration') ?? 'kl';
  const samples = Number(option('--samples') ?? '4');
  const choice = {
    marches: march === undefined ? MARCHES : [march],
    ...(argv.includes('--convert') ? { convert: { calibration, samples } } : {}),
  };
  let failed = 0;
  const counts = { imported: 0, refused: 0, failed: 0 };
  const lane = new Lane();
  try {
    for (const net of NETS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      try {
        const outcome = await tryNet(net, lane, choice);
        const far = outcome.parity !== undefined && !(outcome.parity <= NEAR);
        if (far) failed++;
        counts[far ? 'failed' : 'import' in outcome.refused ? 'refused' : 'imported']++;
        rowOf(outcome).forEach(say);
      } catch (error) {
        failed++;
        counts.failed++;
        say(`${net.name.padEnd(44)} FAILED ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
  } finally {
    await lane.close();
  }
  say(`${counts.imported} imported, ${counts.refused} refused, ${counts.failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function rowOf({ name, parity, checked, cosines = {}, refused }: Outcome): string[] {
  const parts = Object.entries(checked).map(([march, share]) => `${march} ${(100 * share).toFixed(1)} %`);
  const found = Object.entries(cosines).flatMap(([march, outputs]) =>
    Object.entries(outputs).map(([output, cosine]) => `    ${march} ${output}: cosine ${cosine.toFixed(6)}`),
  );
  const reasons = Object.entries(refused).flatMap(([step, messages]) =>
    messages.map((message) => `    ${step}: ${message}`),
  );
  const near =
    'import' in refused ? 'refused' : parity === undefined ? 'imported' : `imported ${parity.toExponential(1)}`;
  return [`${name.padEnd(44)} ${near.padEnd(20)} ${parts.join('  ')}`, ...found, ...reasons];
}

script(module, main);
