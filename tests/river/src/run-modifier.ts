import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtifactContent, readArtifact, writeArtifact } from '@openbpu/artifact';
import { contentOf, removableNodes, removeNodes } from '@openbpu/board';
import { parseRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { JobEvents, RIVER, conversionJob, createJob, endJob, marches, userFeeds, verifyBin } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { writeRecipe } from './convert-model';
import { HAVE_DATA } from './data';
import { MODELS, type RealModel } from './models';

/**
 * Removes every node that may go from the edge of real models, each alone, one after the other from the outside to the
 * inside, and all at once, and holds what is left against the same cut of the quantised model in ONNX Runtime, one JSON
 * line a model:
 *
 *   node tests/river/dist/run-modifier.js [--march M] [model …]
 */
async function main(argv: readonly string[]): Promise<void> {
  if (!HAVE_DATA) return void process.stdout.write('there are no models beside the project\n');
  const march = argv.includes('--march') ? argv[argv.indexOf('--march') + 1] : 'bayes-e';
  const wanted = argv.filter((word, i) => !word.startsWith('--') && argv[i - 1] !== '--march');
  for (const model of MODELS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    for (const typeRt of model.typesRt) {
      const row = await one(model, typeRt, march);
      process.stdout.write(`${JSON.stringify({ model: model.name, march, typeRt, ...row })}\n`);
      if (row.removed === 0 || row.removed !== row.atOnce || row.mismatches > 0) process.exitCode = 1;
    }
}

async function one(model: RealModel, typeRt: string, march: string) {
  const folder = await mkdtemp(join(tmpdir(), 'modifier-'));
  const job = createJob(new JobEvents(), {});
  try {
    const { config, modelType } = await writeRecipe(model, folder, { typeRt, march, calibration: 'max', samples: 2 });
    const recipe = parseRecipe(await readFile(config, 'utf8'), {
      file: config,
      modelType,
      marches: marches().map((backend) => backend.march),
      marchRules: (name) => marches().find((backend) => backend.march === name)?.recipe,
      sink: new CollectingSink(),
    });
    const known = await RIVER.until('compile').run(conversionJob(job, recipe, folder));
    const feeds = await Promise.all(known.samples.slice(0, 1).map((sample) => userFeeds(sample, known.inputs)));
    const total = { cuts: 0, values: 0, mismatches: 0 };
    const held = async (content: ArtifactContent) => {
      const { compared, mismatches } = await verifyBin(known, writeArtifact(content), known.inputs, feeds);
      total.cuts++;
      total.values += compared;
      total.mismatches += mismatches;
    };
    const without = (content: ArtifactContent, name: string) =>
      removeNodes(content, { types: [], names: [name] }).content;
    const whole = await contentOf(await readArtifact(known.bin));
    for (const { name } of removableNodes(whole.header)) await held(without(whole, name));
    let removed = 0;
    for (let content = whole; ; removed++) {
      const [next] = removableNodes(content.header);
      if (!next) break;
      content = without(content, next.name);
      await held(content);
    }
    const types = [...new Set(whole.header.steps.flatMap(({ edge }) => (edge ? [edge.type] : [])))];
    const all = removeNodes(whole, { types, names: [] });
    await held(all.content);
    return { removed, atOnce: new Set(all.deleted.map(({ name }) => name)).size, ...total };
  } finally {
    await endJob(job);
    await rm(folder, { recursive: true, force: true });
  }
}

script(module, main);
