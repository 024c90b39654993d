import { DOCUMENTS, isStale, writeDocument } from './documents';
import { staleFiles, writeFiles } from './files';
import { TARGETS } from './targets';

/** Writes every target, or with `--check` names the files that are not fresh. Gives the exit code. */
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

process.exitCode = main(process.argv.slice(2));
