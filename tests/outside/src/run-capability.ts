import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { marches } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { type Capability, capability, capabilityCases, keepsUp, partnerOf } from './capability';

/**
 * Where the nodes of small graphs run, beside those of a partner that has the same arithmetic in another form:
 *
 *   node tests/outside/dist/run-capability.js [--json] [--march M] [--folder F] [case …]
 *
 * Prints for every case and march its segments, its nodes on the CPU with their reasons, and whether it keeps up with
 * its partner; ends with 1 where one does not.
 */
async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      march: { type: 'string' },
      folder: { type: 'string', default: resolve(__dirname, '../../../../shared/cases/capability') },
    },
  });
  const { folder } = values;
  if (!existsSync(folder)) {
    process.stdout.write(`skipped: there are no cases at ${folder}\n`);
    return;
  }
  const chosen = marches().filter(({ march }) => values.march === undefined || values.march === march);
  const all: Capability[] = [];
  for (const { march } of chosen)
    for (const name of capabilityCases(folder)) all.push(await capability(folder, name, march));
  const rows = all
    .filter(({ name }) => positionals.length === 0 || positionals.some((part) => name.startsWith(part)))
    .map((one) => {
      const partner = partnerOf(one, all);
      return { ...one, ...(partner ? { partner: partner.name, keepsUp: keepsUp(one, partner) } : {}) };
    });
  if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else
    for (const { name, march, subgraphs, cpu, refused, partner, keepsUp: kept } of rows) {
      const beside = partner === undefined ? '' : kept ? `as ${partner}` : `BEHIND ${partner}`;
      const found = refused ?? `${subgraphs} subgraph${subgraphs === 1 ? '' : 's'}, ${cpu.length} on the CPU`;
      process.stdout.write(`${name.padEnd(28)} ${march.padEnd(10)} ${found.padEnd(30)} ${beside}\n`);
      for (const line of cpu) process.stdout.write(`    ${line}\n`);
    }
  const behind = rows.filter(({ keepsUp: kept }) => kept === false).length;
  if (!values.json) process.stdout.write(`${rows.length} checked, ${behind} behind their partners\n`);
  process.exitCode = behind > 0 ? 1 : 0;
}

script(module, main);
