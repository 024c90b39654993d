import { deserialize, serialize } from 'node:v8';
import type { CollectingSink, Diagnostic } from '@openbpu/diagnostics';
import { Digests, digestOfData } from './digests';
import { NO_STORE, type Store } from './store';

/** What a stage found, and what it told on the way. */
interface Entry<T> {
  readonly found: T;
  readonly told: readonly Diagnostic[];
}

/**
 * What stages found, under a digest of all that it follows from, so that a later run finds it again and only does what
 * depends on something new. Results are plain data: lists, maps, typed arrays.
 */
export class StageCache {
  readonly digests = new Digests();

  constructor(
    private readonly store: Store,
    /** Whose work it is, e.g. versions: part of every key. */
    private readonly by: unknown,
    /** Told of every result that was found again. */
    private readonly onReuse: (what: string) => void = () => {},
  ) {}

  /**
   * What `make` gives for `from`: found again where it was made before, with everything that was reported then.
   * `from` gives plain data that names all that the result follows from, and is not asked where nothing is kept.
   */
  async through<T>(what: string, from: From, sink: CollectingSink, make: () => T | Promise<T>): Promise<T> {
    if (this.store === NO_STORE) return make();
    const key = await this.keyOf(what, from);
    const before = await this.recall<Entry<T>>(key);
    if (before) {
      for (const diagnostic of before.told) sink.report(diagnostic);
      this.onReuse(what);
      return before.found;
    }
    const first = sink.diagnostics.length;
    const found = await make();
    this.store.keep(key, serialize({ found, told: sink.diagnostics.slice(first) } satisfies Entry<T>));
    return found;
  }

  /** Results of pieces of work by name, kept together: what was found before for `from`. */
  async pieces<T>(what: string, from: From): Promise<Pieces<T>> {
    if (this.store === NO_STORE) return { before: new Map<string, T>(), keep: () => {} };
    const key = await this.keyOf(what, from);
    const before = (await this.recall<Map<string, T>>(key)) ?? new Map<string, T>();
    return {
      before,
      keep: (all) => {
        if ([...all.keys()].some((name) => !before.has(name)))
          this.store.keep(key, serialize(new Map([...before, ...all])));
      },
    };
  }

  /** Writes what this run found. */
  flush(): Promise<void> {
    return this.store.flush();
  }

  private async keyOf(what: string, from: From): Promise<string> {
    return `${what}/${digestOfData([this.by, await from()])}`;
  }

  private async recall<T>(key: string): Promise<T | undefined> {
    const bytes = await this.store.recall(key);
    return bytes && (deserialize(bytes) as T);
  }
}

/** Gives all that a result follows from, as plain data. */
type From = () => unknown;

/** Results of pieces of work by name. */
export interface Pieces<T> {
  readonly before: ReadonlyMap<string, T>;
  /** Keeps these beside those of before. */
  keep(all: ReadonlyMap<string, T>): void;
}
