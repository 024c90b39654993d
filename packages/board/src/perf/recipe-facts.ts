import type { ArtifactHeader } from '@openbpu/artifact';
import * as z from 'zod';

/** What the recipe in a `.bin` says of its speed; what is not there, or not as it should be, is undefined. */
const recipeSchema = z.object({
  inputBatch: z.int().min(1).catch(1),
  model: z
    .object({
      layerOutDump: z.boolean().optional().catch(undefined),
      runOnCpu: z.array(z.string()).catch([]),
    })
    .catch({ layerOutDump: undefined, runOnCpu: [] }),
  compiler: z
    .object({
      compileMode: z.string().optional().catch(undefined),
      optimizeLevel: z.string().optional().catch(undefined),
      debug: z.boolean().catch(false),
      coreNum: z.int().min(1).catch(1),
      maxTimePerFc: z.number().min(0).catch(0),
    })
    .catch({ compileMode: undefined, optimizeLevel: undefined, debug: false, coreNum: 1, maxTimePerFc: 0 }),
});

export type RecipeFacts = z.infer<typeof recipeSchema>;

/** The recipe of a model as far as its speed goes. A file may say anything there: what makes no sense is overlooked. */
export function recipeFacts({ recipe }: Pick<ArtifactHeader, 'recipe'>): RecipeFacts {
  const read = recipeSchema.safeParse(recipe);
  return read.success ? read.data : recipeSchema.parse({});
}
