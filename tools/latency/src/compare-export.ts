import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { marches } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { type Comparison, compared, importedFile } from './comparison';
import { networks } from './networks';
import { settingsOf } from './settings';
import { comparisonTable } from './table';

/** Predicted times differ by no more than this share. */
const TOLERANCE = 0.02;

const agrees = ({ built, exported, differences }: Comparison) =>
  built.parameters === exported.parameters &&
  built.macs === exported.macs &&
  differences.length === 0 &&
  Math.abs(built.latencyMs / exported.latencyMs - 1) <= TOLERANCE;

/**
 * The builders beside exports of the same networks: `node tools/latency/dist/compare-export.js [--json] FOLDER
 * [march]`, for every FOLDER/NETWORK.onnx, which `tools/latency/export` writes. Ends with 1 where any differs.
 */
async function main(words: readonly string[]): Promise<void> {
  const [folder, march = 'bayes-e'] = words.filter((word) => word !== '--json');
  const backend = marches().find((each) => each.march === march);
  if (folder === undefined || backend === undefined) throw new Error('compare-export.js [--json] FOLDER [march]');
  const rows: Comparison[] = [];
  for (const { name, ext } of readdirSync(folder)
    .sort()
    .map((file) => parse(file)))
    if (ext === '.onnx' && name in networks) {
      const exported = await importedFile(join(folder, name + ext));
      rows.push(await compared(name, networks[name](), exported, backend, settingsOf(name, march)));
    }
  if (rows.length === 0) throw new Error(`${folder} has no export of a network that can be built`);
  console.log(words.includes('--json') ? JSON.stringify(rows, null, 2) : comparisonTable(rows));
  if (!rows.every(agrees)) process.exitCode = 1;
}

script(module, main);
