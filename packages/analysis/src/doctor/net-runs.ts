import type { Graph } from '@openbpu/ir';
import type { LanePool, PooledSession } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { type Answers, certaintyOf } from './certainty';
import { type Feeding, type GivenInput, type GivenSample, fed } from './feeding';
import { type StatisticsModel, statisticsModel } from './statistics-model';

/** A net and what it is run with. */
export interface NetRun {
  /** The float model as it was imported, without what the recipe adds. */
  readonly graph: Graph;
  readonly patient: { readonly input: GivenInput; readonly samples: readonly GivenSample[] };
  /** What the other inputs are fed with, by sample. */
  readonly others?: readonly ReadonlyMap<string, Tensor>[];
  readonly lanes: LanePool;
  /** Counts runs of the net. */
  readonly progress?: (done: number, total: number) => void;
}

/** What one sample did to the net: its statistics and distributions of classes, and how sure its scores are. */
export interface Run {
  readonly answers: Answers;
  readonly certainty?: number;
}

/** The statistics model of a net, opened. */
export interface NetRuns {
  readonly model: StatisticsModel;
  /** How often it was run. */
  readonly count: number;
  /** Runs it with the samples from `first` to before `end`, by feeding. */
  run(feedings: readonly Feeding[], first: number, end: number): Promise<readonly (readonly Run[])[]>;
}

/** Opens what `make` makes of a net, and closes it behind `use`; undefined where it tells nothing of itself. */
export async function withNetRuns<T>(
  { graph, patient: { input, samples }, others, lanes, progress }: NetRun,
  use: (runs: NetRuns) => Promise<T>,
  make: (graph: Graph) => StatisticsModel = statisticsModel,
): Promise<T | undefined> {
  const model = make(graph);
  if (model.sites.length === 0) return undefined;
  const wanted = [...model.sites.flatMap(({ outputs }) => outputs), ...model.scores.map(({ name }) => name)];
  const session = await lanes.open(model.bytes, { optimise: true });
  let [done, total] = [0, 0];
  const one = async (feeding: Feeding, i: number): Promise<Run> => {
    const answers = await answersOf(
      session,
      () => [...(others?.[i] ?? []), [input.name, fed(samples[i], input, feeding)]],
      wanted,
    );
    done++;
    progress?.(done, total);
    const certainty = certaintyOf(model.scores, answers);
    return { answers: withoutScores(model, answers), ...(certainty === undefined ? {} : { certainty }) };
  };
  try {
    return await use({
      model,
      get count() {
        return done;
      },
      run(feedings, first, end) {
        const at = samples.slice(first, end).map((_, i) => first + i);
        total += feedings.length * at.length;
        return Promise.all(feedings.map((feeding) => Promise.all(at.map((i) => one(feeding, i)))));
      },
    });
  } finally {
    await session.close();
  }
}

/** The tensor that the net is fed with is made when a lane is free, so that few are there at once. */
function answersOf(
  session: PooledSession,
  feeds: () => readonly (readonly [string, Tensor])[],
  wanted: readonly string[],
): Promise<Answers> {
  return session.use((lane) => lane.run(new Map(feeds()), wanted));
}

/** Boxes of detectors are many: once it is known how sure they are, they are let go. */
function withoutScores({ scores }: StatisticsModel, answers: Answers): Answers {
  const large = new Set(scores.flatMap(({ name, classes }) => (classes ? [] : [name])));
  return new Map([...answers].filter(([name]) => !large.has(name)));
}
