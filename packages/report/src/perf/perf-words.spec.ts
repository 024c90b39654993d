import { WARNINGS, inMegabytes, megabytes, ms, operations, share, summaryMetrics } from './perf-words';
import { sampleReport } from './sample-report.fixture';

it('has the metrics of the guide, of the BPU alone', () => {
  expect(summaryMetrics(sampleReport())).toEqual([
    ['Model Name', 'net_nv12'],
    ['Model Latency(ms)', '3.42556'],
    ['Total DDR (loaded+stored) bytes per frame(MB per frame)', '5.500000 (5,500,000 bytes)'],
    ['Loaded Bytes per Frame', '4,000,000'],
    ['Stored Bytes per Frame', '1,500,000'],
  ]);
});

it('writes times, bytes, operations and shares', () => {
  expect([ms(0), ms(1), ms(1234.5678), ms(1e9)]).toEqual(['0', '0.001', '1.234568', '1000000']);
  expect([inMegabytes(1), megabytes(0)]).toEqual(['0.000001', '0.000000 (0 bytes)']);
  expect(operations(569)).toBe(1138);
  expect([share(1, 3), share(0, 3), share(1, 0)]).toEqual(['33.3 %', '0.0 %', '--']);
});

it('says of missing layers what the guide says', () => {
  expect(WARNINGS).toEqual([
    "bpu model don't have per-layer perf info.",
    'if you need per-layer perf info please enable[compiler_parameters.debug:True] when use makertbin.',
  ]);
});
