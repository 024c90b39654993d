import { standardOps } from '@openbpu/plugin-api';
import { script } from '@openbpu/testkit';
import { factsFolder } from './facts-folder';
import { marchFiles } from './march-files';
import { MARCHES, generatedFolder } from './marches';
import { readFacts } from './read-facts';
import { staleFiles, writeFiles } from './write-files';

/**
 * Writes the generated files of every march, or with `--check` says which are stale, and ends with 1 then:
 *
 *   OPENBPU_FACTS=folder node tools/facts/dist/generate.js [--check]
 */
function main(args: readonly string[]): number {
  const folder = factsFolder();
  if (folder === undefined) {
    console.error('the facts are not there; set OPENBPU_FACTS to their folder');
    return 1;
  }
  let stale = 0;
  for (const march of MARCHES) {
    const target = generatedFolder(march);
    const files = marchFiles(readFacts(folder, march), standardOps().ops);
    const names = staleFiles(target, files);
    stale += names.length;
    if (!args.includes('--check')) writeFiles(target, files);
    console.log(
      `${march}: ${files.size} files, ` +
        `${names.length === 0 ? 'all fresh' : `${names.join(', ')} ${args.includes('--check') ? 'stale' : 'written'}`}`,
    );
  }
  return args.includes('--check') && stale > 0 ? 1 : 0;
}

script(module, main);
