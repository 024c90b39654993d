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
