import { fail } from '@openbpu/diagnostics';
import { type Graph, statedRanges } from '@openbpu/ir';
import { PIPELINE } from '../catalogue';
import { nodeRequests, outputType } from '../node-requests';
import { namesUntyped, tidyAndPlace } from '../pass-lists';
import { imagesOf } from '../resolve-inputs';
import type { Stage } from '../stage-list';
import type { Dressed } from './dress';
import type { Imported } from './import';
import type { ModelJob } from './jobs';
import { warnOfStated } from './warn-of-stated';

export interface Optimised {
  readonly optimized: Graph<'optimized'>;
}

/**
 * The tidy passes, then every node on the BPU, or on the CPU with its reason; `checkPlaced` refuses what comes of it.
 */
export const OPTIMISE: Stage<'optimise', Dressed & Pick<Imported, 'names'>, ModelJob, Optimised> = {
  name: 'optimise',
  summary: 'Tidies the model and places its nodes.',
  async run({ original, inputs, names }, job) {
    const wanted = job.recipe && outputType(job.recipe);
    const loads = job.recipe?.calibration.type === 'load';
    if (loads && statedRanges(original.metadata).size === 0)
      fail(PIPELINE.nothingToLoad({ kind: job.recipe.model.kind }, { name: 'calibration_type' }));
    const asked = {
      nodes: job.recipe ? nodeRequests(job.recipe) : [],
      images: imagesOf(inputs),
      mayBeIdle: true,
      ...(wanted ? { outputType: wanted } : {}),
      ...(loads ? { loads } : {}),
    };
    const { backend, skipPasses, ops } = job;
    const others = asked.nodes.every(({ node }) => names.has(node))
      ? []
      : await namesUntyped(backend, asked, skipPasses, original, ops);
    const requests = { ...asked, written: new Set([...names, ...others]) };
    const passes = tidyAndPlace(backend, requests, skipPasses);
    for (const pass of new Set(skipPasses)) job.sink.report(PIPELINE.passLeftOut({ pass }));
    const optimized = await passes.run(original, job, job.passInstruments);
    if (loads) warnOfStated(optimized, job.sink);
    return { optimized };
  },
};
