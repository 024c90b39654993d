import type { BoardThread } from './board';
import type { Piece } from './frame-work';
import { type RunRequest, runFrames } from './run-frames';

/** `C5 B3+4 B2*2`: five nanoseconds of a CPU core, two function-calls of one row, two on two cores at once. */
function thread(text: string, priority?: number): BoardThread {
  const pieces = text.split(' ').flatMap((word, row): Piece[] => {
    const [times, cores = '1'] = word.slice(1).split('*');
    return times
      .split('+')
      .map((ns) => ({ row, on: word.startsWith('C') ? 'CPU' : 'BPU', cores: Number(cores), ns: Number(ns) }));
  });
  const work = { pieces, totalNs: pieces.reduce((sum, { ns }) => sum + ns, 0) };
  return { work, ...(priority === undefined ? {} : { priority }) };
}

const run = (threads: readonly BoardThread[], frames: number, more: Partial<RunRequest> = {}) =>
  runFrames({ threads, cpuCores: 4, bpuCores: [0], until: { frames }, ...more });
const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);

/** Never multiplied: every event is run. */
const STEP_BY_STEP = { keep: Infinity, every: 1e9, patience: Infinity };

describe('runFrames', () => {
  it('runs frame after frame in one thread, and nothing waits', () => {
    expect(run([thread('C5 B3+4 C1')], 3)).toEqual({
      frames: 3,
      ns: 39n,
      latencyNs: 39n,
      leastNs: 13,
      mostNs: 13,
      pendingNs: 0n,
      leastPendingNs: 0,
      mostPendingNs: 0,
      after: [],
      bpuCores: [0],
      carriedOn: false,
    });
  });

  it('lets two threads share a core, in the order in which they come', () => {
    // 0: C 0-2, B 2-5; 1: C 0-2, B 5-8; 0 again: C 5-7, B 8-11; 1 again: C 8-10, B 11-14.
    expect(run(times(2, thread('C2 B3')), 4)).toMatchObject({
      ns: 14n,
      latencyNs: 5n + 8n + 6n + 6n,
      leastNs: 5,
      mostNs: 8,
      pendingNs: 5n,
      leastPendingNs: 0,
      mostPendingNs: 3,
    });
  });

  it('uses the cores it may, and tells which', () => {
    const two = { bpuCores: [0, 1] };
    expect(run(times(2, thread('B5')), 10)).toMatchObject({ ns: 50n, bpuCores: [0] });
    expect(run(times(2, thread('B5')), 10, two)).toMatchObject({ ns: 25n, bpuCores: [0, 1] });
    expect(run([thread('B5')], 10, two)).toMatchObject({ ns: 50n, bpuCores: [0] });
    expect(run(times(2, thread('B5')), 10, { bpuCores: [1] })).toMatchObject({ ns: 50n, bpuCores: [1] });
    expect(run(times(2, thread('B5*2')), 10, two)).toMatchObject({ ns: 50n, bpuCores: [0, 1] });
    expect(run([thread('B5*2')], 1)).toMatchObject({ ns: 5n, bpuCores: [0] });
    expect(run([thread('C5')], 1)).toMatchObject({ ns: 5n, bpuCores: [] });
  });

  it('has as many nodes on the CPU at once as it has cores', () => {
    expect(run(times(4, thread('C5')), 8, { cpuCores: 2 }).ns).toBe(20n);
    expect(run(times(4, thread('C5')), 8, { cpuCores: 3 }).ns).toBe(15n);
    expect(run(times(4, thread('C5')), 8, { cpuCores: 4 }).ns).toBe(10n);
    expect(run(times(9, thread('C5')), 18, { cpuCores: 9 }).ns).toBe(10n);
  });

  it('keeps others waiting behind who wants two cores, and starves nobody', () => {
    // The first takes core 0 until 4; the second wants both; the third, who came last, core 0 alone, from 9.
    const threads = [thread('B4'), thread('B5*2'), thread('B1')];
    expect(run(threads, 3, { bpuCores: [0, 1] })).toMatchObject({ ns: 10n, mostPendingNs: 9 });
  });

  it('gives the core to a higher priority between function-calls, and not before', () => {
    // Low: 0-4, 4-8; high comes at 1 and waits for 4.
    const low = (text: string) => [thread(text, 0), thread('C1 B2', 5)];
    expect(run(low('B4+4'), 2)).toMatchObject({ ns: 10n, leastNs: 6, mostNs: 10 });
    expect(run(low('B8'), 2)).toMatchObject({ ns: 10n, leastNs: 8, mostNs: 10 });
    // The least difference counts.
    expect(run([thread('B4+4', 8), thread('C1 B2', 9)], 2)).toMatchObject({ ns: 10n, leastNs: 6, mostNs: 10 });
    // Equal ones wait for the whole row.
    expect(run([thread('B4+4'), thread('C1 B2')], 2)).toMatchObject({ ns: 10n, leastNs: 8, mostNs: 10 });
    // A higher one that goes on is not kept by one that came while it ran.
    expect(run([thread('B4+4', 5), thread('C1 B2', 0)], 2)).toMatchObject({ ns: 10n, leastNs: 8, mostNs: 10 });
  });

  it('takes the oldest frame first, and a row at work before it', () => {
    for (const kind of ['C', 'B'])
      expect(run([thread(`${kind}1 ${kind}5`), thread(`${kind}3`)], 2, { cpuCores: 1 })).toMatchObject({
        leastNs: 6,
        mostNs: 9,
      });
    expect(run([thread('C2 B3'), thread('B4+4')], 2)).toMatchObject({ leastNs: 8, mostNs: 11 });
    expect(run([thread('C2 B3'), thread('B4 B4')], 2)).toMatchObject({ leastNs: 7, mostNs: 11 });
  });

  it('goes by priority on the BPU alone', () => {
    // Both come for the only CPU core at 0, the lower one first.
    expect(run([thread('C4 B1', 0), thread('C4 B1', 9)], 2, { cpuCores: 1 })).toMatchObject({ leastNs: 5, mostNs: 9 });
  });

  it('keeps the statistics so far, a few times', () => {
    const { after } = run([thread('C5')], 10, { every: 3, keep: 2 });
    expect(after.map(({ frames, ns, latencyNs }) => [frames, ns, latencyNs])).toEqual([
      [3, 15n, 15n],
      [6, 30n, 30n],
    ]);
  });

  it('begins no frame when its time is over, and ends those that are begun', () => {
    const until = (ns: bigint, count = 1) =>
      runFrames({ threads: times(count, thread('B5')), cpuCores: 1, bpuCores: [0], until: { ns } });
    expect(until(1n)).toMatchObject({ frames: 1, ns: 5n });
    expect(until(5n)).toMatchObject({ frames: 1, ns: 5n });
    expect(until(6n)).toMatchObject({ frames: 2, ns: 10n });
    expect(until(6n, 3)).toMatchObject({ frames: 4, ns: 20n });
    expect(until(60_000_000_000n)).toMatchObject({ frames: 12_000_000_000, ns: 60_000_000_000n });
  });

  it.each(Array.from({ length: 24 }, (_, seed) => seed))('multiplies what it would run: board %i', (seed) => {
    let state = seed * 2654435761 + 12345;
    const draw = (most: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return 1 + ((state >>> 8) % most);
    };
    const word = () => (draw(2) === 1 ? `C${draw(9)}` : `B${draw(9)}+${draw(5)}*${draw(2)}`);
    const threads = Array.from({ length: draw(6) }, () =>
      thread(Array.from({ length: draw(4) }, word).join(' '), draw(3)),
    );
    const board = { threads, cpuCores: draw(3), bpuCores: draw(2) === 1 ? [0] : [0, 1], atOnce: draw(6) };
    for (const until of [{ frames: 1 }, { frames: 700 + draw(50) }, { ns: BigInt(4_000 + draw(99)) }]) {
      const all = runFrames({ ...board, until, ...STEP_BY_STEP });
      expect(runFrames({ ...board, until })).toEqual(all);
      if ('frames' in until) expect(all.frames).toBe(until.frames);
      expect(all.latencyNs - all.pendingNs).toBeGreaterThanOrEqual(BigInt(all.frames));
    }
  });

  it('runs what takes years, exactly', () => {
    const frames = 2 ** 31 - 1;
    const huge = run(times(8, thread('C1000003 B2000003 C500')), frames);
    expect(huge).toMatchObject({ frames, ns: 1_000_003n + BigInt(frames) * 2_000_003n + 500n, carriedOn: false });
    const minutes = runFrames({
      threads: [thread('C1000003 B2000003')],
      cpuCores: 1,
      bpuCores: [0],
      until: { ns: 60_000_000_000n * BigInt(frames) },
    });
    expect(minutes.latencyNs).toBe(BigInt(minutes.frames) * 3_000_006n);
    expect(minutes.ns - minutes.latencyNs).toBe(0n);
  });

  it('carries on what does not repeat itself in time, and says so', () => {
    const threads = [thread('C7 B3'), thread('C1009 B1'), thread('C11 B5 C3')];
    const exact = run(threads, 5_000, STEP_BY_STEP);
    const carried = run(threads, 5_000, { patience: 400 });
    expect([exact.carriedOn, carried.carriedOn]).toEqual([false, true]);
    expect(carried.frames).toBe(5_000);
    expect(Math.abs(Number(carried.ns) / Number(exact.ns) - 1)).toBeLessThan(0.05);
    expect(run(threads, 20, { patience: 1 }).carriedOn).toBe(true);
    expect(run(threads, 3, { patience: 1 })).toMatchObject({ carriedOn: false });
  });

  it('has no more frames at work than there is room for, the oldest first', () => {
    // 0: 0-5, 5-10 waits for 1 and 2; every thread waits for two frames of others.
    const three = times(3, thread('C2 B3'));
    const one = run(three, 6, { atOnce: 1 });
    expect(one).toMatchObject({ ns: 30n, leastNs: 5, mostNs: 15, latencyNs: 5n + 10n + 15n + 15n + 15n + 15n });
    expect(one.latencyNs - one.pendingNs).toBe(6n * 5n);
    expect(run(three, 600, { atOnce: 2 }).ns).toBe(run(times(2, thread('C2 B3')), 600).ns);
    expect(run(three, 600, { atOnce: 3 })).toEqual(run(three, 600));
    expect(run(three, 600, { atOnce: 9 })).toEqual(run(three, 600));
    const until = { ns: 4_000n };
    const board = { threads: times(4, thread('C2 B3 C7')), cpuCores: 2, bpuCores: [0], atOnce: 3, until };
    expect(runFrames(board)).toEqual(runFrames({ ...board, ...STEP_BY_STEP }));
  });

  it('is never slower for more threads', () => {
    const taken = (text: string, board: Partial<RunRequest>) =>
      [1, 2, 4, 8].map((count) => Number(run(times(count, thread(text)), 200, board).ns));
    for (const text of ['C100 B70 C40', 'C10 B70', 'C200 B3 C200 B9', 'B5+5*2 C30', 'C246 B688 B484 B801 C1636 C1980'])
      for (const bpuCores of [[0], [0, 1]]) {
        const all = taken(text, { bpuCores });
        expect(all).toEqual(all.toSorted((a, b) => b - a));
      }
  });

  it('keeps time apart from its start', () => {
    const long = 2 ** 39;
    expect(run([thread(`C${long} B${long}`)], 5, STEP_BY_STEP)).toMatchObject({
      ns: 10n * BigInt(long),
      mostNs: 2 ** 40,
    });
    const both = run(times(2, thread(`C${long} B${long + 1}`)), 9, STEP_BY_STEP);
    expect(both.ns).toBe(BigInt(long) + 9n * BigInt(long + 1));
  });
});
