import { chromeTrace } from './chrome-trace';

const TRACE = chromeTrace('mödel', {
  lanes: ['CPU', 'DMA'],
  endUs: 30,
  spans: [
    { lane: 0, name: 'Tan_t', startUs: 0, durationUs: 10.5 },
    { lane: 1, name: 'load', layer: 'conv', startUs: 10.5, durationUs: 4, more: 2 },
  ],
});

it('names the process and its threads', () => {
  expect(TRACE.traceEvents.filter(({ ph }) => ph === 'M')).toEqual([
    { ph: 'M', name: 'process_name', pid: 1, tid: 0, args: { name: 'mödel' } },
    { ph: 'M', name: 'thread_name', pid: 1, tid: 1, args: { name: 'CPU' } },
    { ph: 'M', name: 'thread_sort_index', pid: 1, tid: 1, args: { sort_index: 0 } },
    { ph: 'M', name: 'thread_name', pid: 1, tid: 2, args: { name: 'DMA' } },
    { ph: 'M', name: 'thread_sort_index', pid: 1, tid: 2, args: { sort_index: 1 } },
  ]);
});

it('has an event of kind X for every span, in microseconds, on the thread of its lane', () => {
  expect(TRACE.displayTimeUnit).toBe('ms');
  expect(TRACE.traceEvents.filter(({ ph }) => ph === 'X')).toEqual([
    { ph: 'X', name: 'Tan_t', cat: 'CPU', ts: 0, dur: 10.5, pid: 1, tid: 1, args: {} },
    { ph: 'X', name: 'conv', cat: 'DMA', ts: 10.5, dur: 4, pid: 1, tid: 2, args: { instruction: 'load', more: 2 } },
  ]);
});

it('has spans that end where the next ones begin, to the nanosecond that viewers count in', () => {
  const cuts = Array.from({ length: 200 }, (_, i) => i / 3 + (i * 1e6) / 1.3e9);
  const { traceEvents } = chromeTrace('m', {
    lanes: ['DMA'],
    endUs: 70,
    spans: cuts.slice(1).map((end, i) => ({ lane: 0, name: 'load', startUs: cuts[i], durationUs: end - cuts[i] })),
  });
  const seen = traceEvents.flatMap((each) => (each.ph === 'X' ? [[each.ts, each.dur].map((us) => us * 1000)] : []));
  expect(seen).toHaveLength(199);
  for (const [i, [ts, dur]] of seen.entries()) {
    expect(Math.abs(ts - Math.round(ts)) + Math.abs(dur - Math.round(dur))).toBeLessThan(1e-6);
    expect(Math.abs(ts - cuts[i] * 1000)).toBeLessThan(0.5001);
    if (i > 0) expect(Math.round(ts)).toBe(Math.round(seen[i - 1][0]) + Math.round(seen[i - 1][1]));
  }
});
