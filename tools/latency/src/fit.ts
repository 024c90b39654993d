import { marches } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import { script } from '@openbpu/testkit';
import { compiledNetwork } from './compiled-network';
import { predicted } from './fit-features';
import { type Times, timed } from './measured';
import { networks } from './networks';
import { type PublishedRow, published } from './published';
import { settingsOf } from './settings';
import { type CompiledRow, type Structure, Ready, chosen, tryStructures } from './structures';
import { type Counts, countsOf, regression } from './six-counts';
import { familyOf } from './measurement';
import { coverage, spreadOf } from './spread';
import { foldTable, summary } from './fit-table';

/** Sizes of memory on chip that are tried, in MiB. */
const SRAM: Readonly<Record<string, readonly number[]>> = { 'bayes-e': [4, 8, 16], bernoulli2: [0.5, 1, 2] };

/** Compiles every row for every size. */
async function compiledRows(
  rows: readonly PublishedRow[],
  sizes: readonly number[],
  backend: Backend,
): Promise<Map<number, CompiledRow[]>> {
  const made = new Map<number, CompiledRow[]>();
  for (const sramBytes of sizes) {
    const list: CompiledRow[] = [];
    for (const row of rows) {
      const at = { ...backend, features: { ...backend.features, sramBytes } };
      const compiled = await compiledNetwork(networks[row.network](), at, settingsOf(row.network, row.march));
      list.push({ row, timed: timed(compiled, at) });
    }
    made.set(sramBytes, list);
  }
  return made;
}

/** Every row predicted by six counts of its network, as the other families have them. */
function byCounts(rows: readonly PublishedRow[]): Times[] {
  const counted = rows.map((row) => ({ ...row, counts: countsOf(networks[row.network]()) }));
  const models = new Map<string, (counts: Counts) => Times>();
  for (const family of new Set(rows.map(({ network }) => familyOf(network)))) {
    const others = counted.filter(({ network }) => familyOf(network) !== family);
    const [latency, frame] = [
      others.flatMap(({ counts, latencyMs: value }) => (value === undefined ? [] : [{ counts, measured: value }])),
      others.flatMap(({ counts, fps }) => (fps === undefined ? [] : [{ counts, measured: 1000 / fps }])),
    ].map((list) => regression(list));
    models.set(family, (counts) => ({ latencyMs: latency(counts), frameMs: frame(counts) }));
  }
  return counted.map(({ network, counts }) => models.get(familyOf(network))!(counts));
}

/**
 * Fits the features of a march to all rows of `published` that are not left out, prints them, and every row predicted
 * by features that were fitted to the other families, in the structure in which those predict each other best:
 * `node tools/latency/dist/fit.js <march> [MiB on chip …]`. The networks are tiled for the features as they stand in
 * the plug-in: what is printed is put there, and the command repeated until it stays.
 */
async function main([march, ...words]: readonly string[]): Promise<void> {
  const backend = marches().find((each) => each.march === march);
  if (!backend) throw new RangeError(`there is no march "${march}"`);
  const { features } = backend;
  const rows = published.filter(
    (row) => row.march === march && row.leftOut === undefined && row.latencyMs !== undefined,
  );
  const sizes = (words.length > 0 ? words.map(Number) : SRAM[backend.march]).map((mebibytes) => mebibytes * 2 ** 20);
  const ready = new Ready(features, await compiledRows(rows, sizes, backend));
  const from: Structure = {
    sramBytes: sizes.includes(features.sramBytes) ? features.sramBytes : sizes[0],
    ahead: 1 / 4,
    depthwise: 8,
    stack: 16,
    pull: 0.03,
  };
  console.error(`${rows.length} rows compiled`);
  const trials = tryStructures(ready, features, sizes, from, ({ structure, held }) =>
    console.error(`${JSON.stringify(structure)}: ${summary('each family by the others', rows, held)}`),
  );
  const { structure, fit } = chosen(trials, rows);
  const within = predicted(ready.rows(structure), fit);
  const held = rows.map(({ network }, i) => chosen(trials, rows, familyOf(network)).held[i]);
  const baseline = byCounts(rows);
  console.log(foldTable(rows, within, held));
  console.log(summary('fitted to all', rows, within));
  console.log(summary('each family by the others', rows, held));
  console.log(summary('six counts, each family by the others', rows, baseline));
  const spread = spreadOf(rows, held);
  console.log(JSON.stringify({ spread, coverage: coverage(rows, held) }));
  console.log(JSON.stringify({ structure, features: fit.features, inference: fit.inferenceSeconds }, null, 1));
}

script(module, main);
