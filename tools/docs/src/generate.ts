import { script } from '@openbpu/testkit';
import { DOCUMENTS, isStale, writeDocument } from './documents';
import { staleFiles, writeFiles } from './files';
import { TARGETS } from './targets';

/**
 * Writes every generated page and file, or with `--check` names those that are not fresh, and ends with 1 then:
 *
 *   node tools/docs/dist/generate.js [--check]
 */
function main(args: readonly string[]): number {
  const checkOnly = args.includes('--check');
  const stale = TARGETS.flatMap(({ name, folder, files, others }) => {
    const work = checkOnly ? staleFiles : writeFiles;
    return work(folder, files(), others).map((file) => `${name}/${file}`);
  });
  stale.push(...DOCUMENTS.filter(checkOnly ? isStale : writeDocument).map(({ name }) => name));
  for (const file of stale) console.log(`${file} ${checkOnly ? 'is stale' : 'written'}`);
  if (stale.length === 0) console.log('all fresh');
  else if (checkOnly) console.log('run: npx tsc --build && node tools/docs/dist/generate.js');
  return checkOnly && stale.length > 0 ? 1 : 0;
}

script(module, main);
