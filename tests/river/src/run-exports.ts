import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError, formatDiagnostic } from '@openbpu/diagnostics';
import { script } from '@openbpu/testkit';
import { EXPORTS, exportedIn } from './exports';
import { type ExportChoice, tryExport } from './try-export';

/**
 * Networks as a real exporter writes them, one JSON line each: how far the float model is from the network itself, BPU
 * segments, what runs on the CPU and why, and for every output 1 − cosine and what int8 weights cost by themselves.
 * What comes to the BPU on request alone is asked there by node_info, unless `--plain`; `--int16` asks every node to be
 * int16, and names what the march has against it; `--narrow-norms` asks what normalisations read to be int8.
 *
 *   OPENBPU_EXPORTS=folder node tests/river/dist/run-exports.js
 *     [--march M] [--calibration max] [--plain] [--int16 | --narrow-norms] [name …]
 */
async function main(argv: readonly string[]): Promise<void> {
  if (EXPORTS === undefined) {
    process.stdout.write('skipped: OPENBPU_EXPORTS names no folder of exported networks\n');
    return;
  }
  const valued = ['--march', '--calibration'];
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const wanted = argv.filter((word, i) => !word.startsWith('--') && !valued.includes(argv[i - 1] ?? ''));
  const choice = {
    march: option('--march') ?? 'bayes-e',
    calibration: option('--calibration') ?? 'max',
    ask: !argv.includes('--plain'),
    ...typesAsked(argv),
  };
  for (const net of exportedIn(EXPORTS).filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const work = await mkdtemp(join(tmpdir(), 'export-'));
    try {
      const { quantised, floor, ...found } = await tryExport(EXPORTS, net, work, choice);
      const losses = Object.fromEntries(
        Array.from(quantised, ([id, loss]) => [id, { loss, floor: floor.get(id) ?? null }]),
      );
      process.stdout.write(`${JSON.stringify({ net: net.name, ...found, losses })}\n`);
    } catch (error) {
      const said =
        error instanceof DiagnosticError
          ? error.diagnostics.map(formatDiagnostic)
          : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      process.stdout.write(`${JSON.stringify({ net: net.name, failed: said })}\n`);
      process.exitCode = 1;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}

function typesAsked(argv: readonly string[]): Pick<ExportChoice, 'types'> {
  if (argv.includes('--int16')) return { types: 'int16' };
  return argv.includes('--narrow-norms') ? { types: 'narrow-norms' } : {};
}

script(module, main);
