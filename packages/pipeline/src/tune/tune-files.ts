import { join } from 'node:path';
import type { Tuning } from '@openbpu/analysis';
import type { Recipe } from '@openbpu/config';
import { tunePage } from '@openbpu/report';
import { writeTogether } from '../files/write-together';
import { toolVersions } from '../versions';
import { tunedRecipe } from './tuned-recipe';
import type { WideGroup } from './wide-groups';

/** What the files of a tuning are made of. */
export interface TuneFiles {
  readonly folder: string;
  /** The text of the recipe that was tuned, what it says, and where its relative paths start. */
  readonly text: string;
  readonly recipe: Recipe;
  readonly baseFolder: string;
  readonly tuning: Tuning;
  /** The groups of the chosen point. */
  readonly groups: readonly WideGroup[];
}

/** Writes `tune.json`, `tune.html` and `tuned.yaml` together; gives where the recipe lies. */
export async function writeTuneFiles(
  { folder, text, recipe, baseFolder, tuning, groups }: TuneFiles,
  signal?: AbortSignal,
): Promise<string> {
  const { points, conversion } = tuning;
  const heading = [
    `Tuned by hb_mapper tune: ${groups.length} ${groups.length === 1 ? 'group' : 'groups'} of tensors in int16,`,
    `${conversion.ms.toFixed(3)} ms, from a recipe at ${points[0].ms.toFixed(3)} ms.`,
  ];
  await writeTogether(folder, signal, async (files) => {
    await files.write('tuning', 'tune.json', `${JSON.stringify(tuning, undefined, 1)}\n`);
    await files.write('page', 'tune.html', tunePage(tuning, `OpenBPU ${toolVersions().openbpu}`));
    await files.write('recipe', 'tuned.yaml', tunedRecipe(text, recipe, groups, { baseFolder, folder, heading }));
  });
  return join(folder, 'tuned.yaml');
}
