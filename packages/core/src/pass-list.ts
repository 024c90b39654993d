import { type Graph, MalformedGraph, type Stage } from '@openbpu/ir';
import type { Pass, PassContext } from './pass';

/** A pass of any stages; only a PassList, which checked that they fit, may run it. */
interface Step {
  readonly name: string;
  readonly summary: string;
  run(graph: Graph, context: PassContext): Graph | Promise<Graph>;
}

/** Watches a run: timing, printing and recording are instruments, stacked in order. */
export interface Instrument {
  before?(pass: { readonly name: string }, graph: Graph): void;
  after?(pass: { readonly name: string }, graph: Graph, previous: Graph): void;
  failed?(pass: { readonly name: string }, graph: Graph, error: unknown): void;
}

/**
 * The whole order, written as a literal chain and frozen: the types prove that each pass takes the stage the one before
 * gives.
 *
 *     const tidy = PassList.from('original').add(foldConstants).add(fuseBatchNorm).add(place);
 */
export class PassList<From extends Stage, To extends Stage> {
  private constructor(private readonly steps: readonly Step[]) {}

  static from<S extends Stage>(_stage: S): PassList<S, S> {
    return new PassList<S, S>([]);
  }

  add<Next extends Stage>(pass: Pass<To, Next>): PassList<From, Next> {
    return new PassList<From, Next>([...this.steps, pass as Step]);
  }

  /** This list and another after it. */
  concat<Next extends Stage>(list: PassList<To, Next>): PassList<From, Next> {
    return new PassList<From, Next>([...this.steps, ...list.steps]);
  }

  /** A list that stays at one stage, without the passes of these names. */
  except(this: PassList<From, From>, names: readonly string[]): PassList<From, From> {
    return new PassList<From, From>(this.steps.filter(({ name }) => !names.includes(name)));
  }

  /** Names and summaries, in order. */
  describe(): readonly { readonly name: string; readonly summary: string }[] {
    return this.steps.map(({ name, summary }) => ({ name, summary }));
  }

  /**
   * Runs every pass. What a pass throws passes through after the instruments have heard of it; where it wrote a graph
   * that is not well formed, with its name.
   */
  async run(graph: Graph<From>, context: PassContext, instruments: readonly Instrument[] = []): Promise<Graph<To>> {
    let current: Graph = graph;
    for (const pass of this.steps) {
      context.signal?.throwIfAborted();
      for (const instrument of instruments) instrument.before?.(pass, current);
      const previous = current;
      try {
        current = await pass.run(current, context);
      } catch (cause) {
        const error =
          cause instanceof MalformedGraph
            ? new MalformedGraph(`what pass "${pass.name}" wrote`, cause.complaints, { cause })
            : cause;
        for (const instrument of instruments) instrument.failed?.(pass, previous, error);
        throw error;
      }
      for (const instrument of instruments) instrument.after?.(pass, current, previous);
    }
    return current as Graph<To>;
  }
}
