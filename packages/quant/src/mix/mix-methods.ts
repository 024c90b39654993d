import type { Graph } from '@openbpu/ir';
import type { LanePool } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import type { ProbedGroup } from '../refine/probe-model';
import { type ProbeSession, mean, withProbes } from '../refine/probe-session';
import { QUICK_SAMPLES } from '../refine/refine';
import { worstOf } from '../refine/refine-thresholds';

/** At most so many groups, those that hurt most, are tried with every method. */
const MOST_GROUPS = 64;

/** The method that serves a group best, and what it takes off the error that the base makes at the outputs. */
export interface Served {
  readonly method: number;
  readonly gain: number;
}

/**
 * Which method gives every group of activations the steps that hurt the outputs of the model least when this group
 * alone is rounded: `byMethod` has the steps of all groups by each method, in one order of groups. All groups are
 * rounded by `base` on a few samples; those that make up nearly all of the error are rounded by it and by every other
 * method on all of them, once by methods that give the same steps. The others keep `base`, and so does a group that no
 * method serves better; of equal methods the first is taken.
 *
 * `onProgress` counts to the number of groups times that of methods.
 */
export async function mixMethods(
  graph: Graph<'optimized'>,
  byMethod: readonly (readonly ProbedGroup[])[],
  base: number,
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Served[]> {
  const groups = byMethod[base];
  const total = groups.length * byMethod.length;
  let done = 0;
  const step = () => onProgress(++done, total);
  const numbers = samples.map((_, i) => i);
  const [few, more] = [numbers.slice(0, QUICK_SAMPLES), numbers.slice(QUICK_SAMPLES)];
  const { wanted, best } = await withProbes(graph, groups, samples, lanes, async (probes) => {
    const quick = await Promise.all(
      groups.map(async (_, group) => {
        const errors = await errorsOf(probes, group, few);
        step();
        return errors;
      }),
    );
    const sensitive = worstOf(quick.map(mean), MOST_GROUPS).sort((a, b) => a - b);
    const careful = sensitive.map(async (group) => {
      const errors = [...quick[group], ...(await errorsOf(probes, group, more))];
      const error = mean(errors);
      return [group, { method: base, error, before: error }] as const;
    });
    return { wanted: probes.wanted, best: new Map(await Promise.all(careful)) };
  });
  const tried = [base];
  for (const method of byMethod.keys()) {
    if (method === base) continue;
    const open = [...best.keys()].filter((group) =>
      tried.every((other) => !sameSteps(byMethod[other][group], byMethod[method][group])),
    );
    tried.push(method);
    const own = open.map((group) => byMethod[method][group]);
    if (open.length > 0)
      await withProbes(
        graph,
        own,
        samples,
        lanes,
        (probes) =>
          Promise.all(
            open.map(async (group, i) => {
              const error = mean(await errorsOf(probes, i, numbers));
              const found = best.get(group)!;
              if (error < found.error) best.set(group, { ...found, method, error });
              step();
            }),
          ),
        wanted,
      );
    done = groups.length * tried.length;
    onProgress(done, total);
  }
  return groups.map((_, group) => {
    const { method, error, before } = best.get(group) ?? { method: base, error: 0, before: 0 };
    return { method, gain: before - error };
  });
}

/** The error at the outputs on some samples, of a group at its thresholds. */
function errorsOf({ errorOf }: ProbeSession, group: number, samples: readonly number[]): Promise<number[]> {
  return Promise.all(samples.map((sample) => errorOf(sample, group, 1)));
}

function sameSteps(a: ProbedGroup, b: ProbedGroup): boolean {
  return sameNumbers(a.scales, b.scales) && sameNumbers(a.zeros, b.zeros);
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
