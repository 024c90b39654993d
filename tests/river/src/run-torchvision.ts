import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DiagnosticError, formatDiagnostic } from '@openbpu/diagnostics';
import { script } from '@openbpu/testkit';
import { type CampaignRow, campaignRow } from './campaign-row';
import { EXPORTS, exportedIn } from './exports';
import { TORCHVISION } from './torchvision';

/**
 * As near the float model must be to the network, relative to its largest value; where random weights make more of
 * rounding than that, twice as far as the exported file itself in ONNX Runtime.
 */
const NEAR = 1e-4;

/** Of one network on one march: what became of it, or why it failed. */
type Found = CampaignRow | { readonly net: string; readonly march: string; readonly failed: readonly string[] };

/**
 * The networks of torchvision on the marches of X5 and X3: each is checked and converted with `calibration_type: skip`
 * in a process of its own, and prints one row a march as it is done: how far the float model is from the network
 * itself, and how far the exported file is; share of the multiply-accumulates on the BPU, segments, nodes, values of
 * the `.bin` that differ from the quantised model, seconds of checking and of converting, peak memory, predicted
 * latency; below it the nodes of the CPU, counted by operator and by the rule of the list that holds them there.
 * Ends with 1 where a network fails, is too far from itself, differs in a value, or where the reason of a CPU node
 * cites no rule.
 *
 *   OPENBPU_EXPORTS=folder node tests/river/dist/run-torchvision.js [--march M] [--json] [--export SCRIPT] [name …]
 *
 * With `--export` a network that the folder lacks is written by that script (Python's torchvision), and deleted again
 * when it is done. `OPENBPU_PYTHON` names another interpreter than `python3`.
 */
async function main(argv: readonly string[]): Promise<void> {
  if (EXPORTS === undefined) {
    process.stdout.write('skipped: OPENBPU_EXPORTS names no folder of exported networks\n');
    return;
  }
  const valued = ['--march', '--export'];
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const named = argv.filter((word, i) => !word.startsWith('--') && !valued.includes(argv[i - 1] ?? ''));
  const script = option('--export');
  const march = option('--march');
  const marches = march === undefined ? ['bayes-e', 'bernoulli2'] : [march];
  if (argv.includes('--alone')) {
    process.stdout.write(JSON.stringify(await alone(EXPORTS, named[0], marches[0])));
    return;
  }
  const json = argv.includes('--json');
  if (!json) process.stdout.write(`${HEAD}\n`);
  for (const name of named.length > 0 ? named : TORCHVISION) {
    const kept = existsSync(modelIn(EXPORTS, name));
    if (!kept && script !== undefined) writeExport(EXPORTS, script, name);
    for (const each of marches) {
      const found = existsSync(modelIn(EXPORTS, name))
        ? apart(name, each)
        : { net: name, march: each, failed: ['the folder has no export of it'] };
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : rowOf(found));
      if (!isWell(found)) process.exitCode = 1;
    }
    if (!kept && script !== undefined) await forget(EXPORTS, name);
  }
}

/** One network on one march, in this process. */
async function alone(folder: string, name: string, march: string): Promise<Found> {
  const work = await mkdtemp(join(tmpdir(), 'torchvision-'));
  try {
    const net = exportedIn(folder).find((each) => each.name === name);
    if (!net) return { net: name, march, failed: ['the folder has no export of it'] };
    return await campaignRow(folder, net, march, work);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { net: name, march, failed: error.diagnostics.map(formatDiagnostic) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The same in a process of its own. */
function apart(net: string, march: string): Found {
  const arguments_ = [__filename, '--alone', '--march', march, net];
  const { stdout, stderr, status } = spawnSync(process.execPath, arguments_, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 && stdout.startsWith('{')
    ? (JSON.parse(stdout) as Found)
    : { net, march, failed: [stderr.trim() || `ended with ${status}`] };
}

function isWell(found: Found): boolean {
  return 'parity' in found && isNear(found.parity) && found.mismatches === 0 && found.uncited.length === 0;
}

function isNear({ float, file }: CampaignRow['parity']): boolean {
  return float <= Math.max(NEAR, 2 * file);
}

const modelIn = (folder: string, name: string) => join(folder, 'models', `${name}.onnx`);

function writeExport(folder: string, script: string, name: string): void {
  const environment = { ...process.env, EXPORT_DIR: folder, PYTHONDONTWRITEBYTECODE: '1' };
  spawnSync(process.env['OPENBPU_PYTHON'] ?? 'python3', [script, name], {
    cwd: dirname(script),
    env: environment,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
}

async function forget(folder: string, name: string): Promise<void> {
  await rm(modelIn(folder, name), { force: true });
  await rm(join(folder, 'io', name), { recursive: true, force: true });
}

const COLUMNS: readonly (readonly [string, number])[] = [
  ['network', 20],
  ['march', 11],
  ['far', 7],
  ['itself', 7],
  ['MAC %', 7],
  ['segments', 8],
  ['nodes', 6],
  ['CPU', 5],
  ['differ', 6],
  ['check s', 8],
  ['convert s', 9],
  ['peak MB', 8],
  ['ms', 9],
];

function line(cells: readonly string[]): string {
  return cells.map((cell, i) => (i < 2 ? cell.padEnd(COLUMNS[i][1]) : cell.padStart(COLUMNS[i][1]))).join(' ');
}

const HEAD = line(COLUMNS.map(([title]) => title));

function rowOf(found: Found): string {
  if ('failed' in found) return `${line([found.net, found.march])} FAILED\n${found.failed.map(indented).join('')}`;
  const { onCpu, uncited, seconds, latencyMs, mismatches } = found;
  const reasons = Object.entries(onCpu).map(([reason, count]) => `${count} ${reason}`);
  const cells = [
    found.net,
    found.march,
    found.parity.float.toExponential(1),
    found.parity.file.toExponential(1),
    (Math.floor(found.onBpu * 10_000) / 100).toFixed(2),
    String(found.segments),
    String(found.nodes),
    String(Object.values(onCpu).reduce((sum, count) => sum + count, uncited.length)),
    String(mismatches ?? '-'),
    seconds.check.toFixed(1),
    seconds.convert.toFixed(1),
    found.peakMegabytes.toFixed(0),
    latencyMs === null ? '-' : latencyMs.toFixed(2),
  ];
  return [
    `${line(cells)}\n`,
    ...reasons.map(indented),
    ...uncited.map((why) => indented(`cites no rule: ${why}`)),
  ].join('');
}

function indented(text: string): string {
  return `    ${text.replaceAll('\n', '\n    ')}\n`;
}

script(module, main);
