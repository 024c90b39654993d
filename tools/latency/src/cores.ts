import { marches } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { CORE_NETWORKS, type CoreRow, coreRow } from './core-rows';
import { coreTable } from './table';

/**
 * What several cores give an inference (`core_num`): `node tools/latency/dist/cores.js [--json] [network …]`, by
 * default all of `CORE_NETWORKS`, on every march whose cores can share one. Prints tables, or one JSON document.
 */
async function main(words: readonly string[]): Promise<void> {
  const names = words.filter((word) => word !== '--json');
  const documents = [];
  for (const backend of marches().filter(({ features }) => features.shared !== undefined)) {
    const rows: CoreRow[] = [];
    for (const [name, make] of Object.entries(CORE_NETWORKS))
      if (names.length === 0 || names.includes(name)) rows.push(await coreRow(name, make(), backend));
    documents.push({ march: backend.march, shared: backend.features.shared, rows });
    if (!words.includes('--json')) console.log(`${backend.march}\n\n${coreTable(rows)}\n`);
  }
  if (words.includes('--json')) console.log(JSON.stringify(documents, null, 2));
}

script(module, main);
