/** Counts pieces of work inside a stage; `what` says of which part of it. */
export type Progress = (what: string, done: number, total: number) => void;

/** A step of a conversion: takes what the stages before it found and what the job is, and gives what it found. */
export interface Stage<Name extends string, Needs, Job, Gives> {
  readonly name: Name;
  readonly summary: string;
  readonly run: (known: Needs, job: Job, progress: Progress) => Gives | Promise<Gives>;
}

/** What is known, and what the job must be, once a stage of a list has run. */
export interface Reach<Known, Job, Names extends string> {
  readonly known: Known;
  readonly job: Job;
  readonly names: Names;
}

/** Accompanies a run without taking part in it: tells, writes files, counts. `At` are the stages of the list. */
export interface StageInstrument<At> {
  /** Runs every stage; must call `run` once and give what it gives. */
  during?<T>(stage: string, run: () => Promise<T>): Promise<T>;
  readonly progress?: Progress;
  /** By stage: called with all that is known once it has run, before the next begins. */
  readonly after?: {
    readonly [Name in keyof At]?: At[Name] extends { readonly known: infer Known }
      ? (known: Known) => void | Promise<void>
      : never;
  };
}

/** What accompanies a run of a list. */
export type InstrumentOf<List> = List extends StageList<object, never, infer At> ? StageInstrument<At> : never;

/** A stage of any kind; only a StageList, which checked that it fits, may run it. */
interface AnyStage {
  readonly name: string;
  readonly summary: string;
  run(known: object, job: object, progress: Progress): object | Promise<object>;
}

/**
 * A conversion written as a literal chain and frozen: the types prove that each stage needs only what stages before it
 * give. The job must be what all stages ask of it.
 *
 *     const HEAD = StageList.empty().add(IMPORT).add(DRESS).add(OPTIMISE);
 *     const { optimized } = await HEAD.run(job);
 *     const { inputs } = await HEAD.until('dress').run(job); // nothing is optimised, and `optimized` is not known
 */
export class StageList<Known extends object, Job extends object, At extends object> {
  private constructor(private readonly stages: readonly AnyStage[]) {}

  static empty(): StageList<object, object, object> {
    return new StageList([]);
  }

  add<Name extends string, StageJob extends object, Gives extends object>(
    stage: Stage<Name, Known, StageJob, Gives>,
  ): StageList<
    Known & Gives,
    Job & StageJob,
    At & Record<Name, Reach<Known & Gives, Job & StageJob, Name | Extract<keyof At, string>>>
  > {
    return new StageList([...this.stages, stage as AnyStage]);
  }

  /** The stages up to the named one, this one included. */
  until<Name extends keyof At>(
    name: Name,
  ): At[Name] extends Reach<infer Known extends object, infer Job extends object, infer Names>
    ? StageList<Known, Job, Pick<At, Names & keyof At>>
    : never;
  until(name: string): StageList<object, object, object> {
    return new StageList(this.stages.slice(0, this.stages.findIndex((stage) => stage.name === name) + 1));
  }

  /** Names and summaries, in order. */
  describe(): readonly { readonly name: string; readonly summary: string }[] {
    return this.stages.map(({ name, summary }) => ({ name, summary }));
  }

  /** Runs every stage. What a stage or an instrument throws passes through, and nothing runs after it. */
  async run(job: Job, instruments: readonly StageInstrument<At>[] = [], signal?: AbortSignal): Promise<Known> {
    const progress: Progress = (what, done, total) => {
      for (const instrument of instruments) instrument.progress?.(what, done, total);
    };
    let known: object = {};
    for (const stage of this.stages) {
      signal?.throwIfAborted();
      const before = known;
      const run = instruments.reduceRight(
        (inner, instrument) => async () => (instrument.during ? instrument.during(stage.name, inner) : inner()),
        async () => stage.run(before, job, progress),
      );
      known = { ...known, ...(await run()) };
      for (const { after } of instruments) {
        const listeners: Readonly<Record<string, unknown>> = { ...after };
        const listener = listeners[stage.name];
        if (typeof listener === 'function') await listener(known);
      }
    }
    return known as Known;
  }
}
