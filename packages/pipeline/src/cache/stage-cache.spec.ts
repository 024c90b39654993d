import { CollectingSink, type Diagnostic } from '@openbpu/diagnostics';
import { StageCache } from './stage-cache';
import { NO_STORE, type Store } from './store';

/** A store in memory; `flushed` counts. */
function memory(): Store & { readonly kept: Map<string, Uint8Array>; flushed: number } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    flushed: 0,
    recall: async (key) => kept.get(key),
    keep: (key, bytes) => void kept.set(key, bytes),
    async flush() {
      this.flushed++;
    },
  };
}

const note = (message: string): Diagnostic => ({ code: 'XXX001', severity: 'warning', message, facts: { n: 1 } });

describe('a result', () => {
  const found = {
    thresholds: new Map([['a', Float32Array.of(1.5, -0)]]),
    bin: Uint8Array.of(1, 2, 3),
    cosine: NaN,
    none: undefined,
  };
  /** Maps and arrays that come out of a store are made elsewhere than those of a spec. */
  const plain = ({ thresholds, bin, ...rest }: typeof found) => ({
    ...rest,
    thresholds: Array.from(thresholds, ([id, values]) => [id, ...values]),
    bin: [...bin],
  });

  it('is found again with what was told, for the same alone', async () => {
    const store = memory();
    const reused: string[] = [];
    const run = async (from: unknown, by = 'v1', what = 'calibrate') => {
      const sink = new CollectingSink();
      sink.report(note('before'));
      const made = jest.fn(() => {
        sink.report(note('of the stage'));
        return found;
      });
      const cache = new StageCache(store, by, (stage) => reused.push(stage));
      const result = await cache.through(what, async () => from, sink, made);
      return { result, told: sink.diagnostics.map(({ message }) => message), made: made.mock.calls.length };
    };
    expect(await run(['x', 1])).toMatchObject({ made: 1 });
    expect(reused).toEqual([]);
    const again = await run(['x', 1]);
    expect(again).toMatchObject({ told: ['before', 'of the stage'], made: 0 });
    expect(plain(again.result)).toStrictEqual(plain(found));
    expect(reused).toEqual(['calibrate']);
    expect(await run(['x', 2])).toMatchObject({ made: 1 });
    expect(await run(['x', 1], 'v2')).toMatchObject({ made: 1 });
    expect(await run(['x', 1], 'v1', 'prove')).toMatchObject({ made: 1 });
    expect(store.kept.size).toBe(4);
  });

  it('that fails is not kept', async () => {
    const store = memory();
    const cache = new StageCache(store, 'v1');
    await expect(
      cache.through(
        'prove',
        () => 1,
        new CollectingSink(),
        () => Promise.reject(new Error('no')),
      ),
    ).rejects.toThrow('no');
    expect(store.kept.size).toBe(0);
  });

  it('is made every time where nothing is kept', async () => {
    const cache = new StageCache(NO_STORE, 'v1');
    const make = jest.fn(() => 7);
    for (let i = 0; i < 2; i++) expect(await cache.through('prove', () => 1, new CollectingSink(), make)).toBe(7);
    expect(make).toHaveBeenCalledTimes(2);
    await cache.flush();
  });

  it('asks nobody what it follows from where nothing is kept', async () => {
    const cache = new StageCache(NO_STORE, 'v1');
    const from = jest.fn();
    await cache.through('prove', from, new CollectingSink(), () => 7);
    const pieces = await cache.pieces<number>('heard', from);
    pieces.keep(new Map([['a', 1]]));
    expect([...pieces.before]).toEqual([]);
    expect(from).not.toHaveBeenCalled();
  });
});

describe('pieces', () => {
  it('add up over runs', async () => {
    const store = memory();
    const first = await new StageCache(store, 'v1').pieces<number>('heard', () => 'm');
    expect([...first.before]).toEqual([]);
    first.keep(new Map([['a', 1]]));
    const second = await new StageCache(store, 'v1').pieces<number>('heard', () => 'm');
    expect([...second.before]).toEqual([['a', 1]]);
    second.keep(new Map([['b', 2]]));
    const third = await new StageCache(store, 'v1').pieces<number>('heard', () => 'm');
    expect([...third.before]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    const kept = jest.spyOn(store, 'keep');
    third.keep(new Map([['b', 2]]));
    expect(kept).not.toHaveBeenCalled();
    expect([...(await new StageCache(store, 'v1').pieces<number>('heard', () => 'n')).before]).toEqual([]);
  });
});

it('is flushed with its store', async () => {
  const store = memory();
  await new StageCache(store, 'v1').flush();
  expect(store.flushed).toBe(1);
});
