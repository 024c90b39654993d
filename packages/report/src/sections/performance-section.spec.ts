import { sampleRecord } from '../sample-record.fixture';
import { performanceSection } from './performance-section';

it('shows the whole and every segment, and that it is a prediction', () => {
  const text = performanceSection(sampleRecord())?.body.text;
  for (const part of ['not measured on a board', '2.35 ms', '426 fps', '4.77 MiB', '61.4 %'])
    expect(text).toContain(part);
  expect(text).toContain(
    '<td><code>prob</code></td><td><span class="chip cpu">CPU</span></td><td class="num">345 ' +
      'µs<i class="bar"><i class="cpu" style="width:29%"></i></i></td><td class="num">--</td>',
  );
});

it('says when the time of nodes on the CPU is not in it', () => {
  const bpuOnly = { latencyUs: 9, fps: 1, ddrBytes: 0, segments: [{ name: 's', on: 'BPU' as const, latencyUs: 9 }] };
  expect(performanceSection(sampleRecord({ performance: bpuOnly }))?.body.text).toMatch(
    /BPU alone: the (node on the CPU is|\d+ nodes on the CPU are) not in it\./,
  );
  expect(performanceSection(sampleRecord())?.body.text).not.toContain('BPU alone');
});

it('does without segments, and with segments that take no time', () => {
  const bare = { latencyUs: 0, fps: 0, ddrBytes: 0 };
  expect(performanceSection(sampleRecord({ performance: bare }))?.body.text).not.toContain('<table>');
  expect(
    performanceSection(sampleRecord({ performance: { ...bare, segments: [{ name: 's', on: 'BPU', latencyUs: 0 }] } }))
      ?.body.text,
  ).toContain('width:0%');
});

it('is absent without performance', () => {
  expect(performanceSection(sampleRecord({ performance: undefined }))).toBeUndefined();
});

it('has a row for what every inference costs, and says how the rows come about', () => {
  const segments = [
    { name: 's', on: 'BPU' as const, latencyUs: 600 },
    { name: 'every inference', on: 'CPU' as const, latencyUs: 300, fixed: true },
  ];
  const { text } = performanceSection(
    sampleRecord({ performance: { latencyUs: 900, fps: 1, ddrBytes: 0, segments } }),
  )!.body;
  expect(text).toMatch(/<td>every inference<\/td><td>--<\/td><td class="num">300 µs/);
  expect(text).toContain('add up to the latency');
  expect(text).not.toContain('It is the time of the BPU alone');
});

it('says behind every time that it is assumed, where the speed of the machine is', () => {
  const { performance } = sampleRecord();
  const { text } = performanceSection(sampleRecord({ performance: { ...performance!, assumed: true } }))!.body;
  for (const part of ['2.35 ms (assumed)', '426 fps (assumed)', 'latency (assumed)</th>', 'No latency of a board'])
    expect(text).toContain(part);
  expect(performanceSection(sampleRecord())?.body.text).not.toContain('(assumed)');
});

it('shows several cores beside one, and what of it is assumed', () => {
  const { performance } = sampleRecord();
  const shared = { ...performance!, cores: 2, oneCore: { latencyUs: 3456, fps: 512 } };
  const { text } = performanceSection(sampleRecord({ performance: shared }))!.body;
  for (const part of ['2 share one inference', '3.46 ms', '512 fps', 'What the cores share is assumed'])
    expect(text).toContain(part);
  const alone = performanceSection(sampleRecord())!.body.text;
  for (const part of ['share one inference', 'What the cores share']) expect(alone).not.toContain(part);
});

it('shows intervals, what is predicted, and a row for each number of threads', () => {
  const performance = sampleRecord().performance!;
  const range = { latencyUs: [2110, 2630], fps: [384, 477] } as const;
  const threads = [{ threads: 7, latencyUs: 2345.6, fps: 400, range }];
  const textOf = (more: object) =>
    performanceSection(sampleRecord({ performance: { ...performance, ...more } }))!.body.text;
  const text = textOf({ range, threads, protocol: 'a frame of a test' });
  for (const part of [
    '<dd>2.35 ms <small>80 % between 2.11 and 2.63 ms</small></dd>',
    '<dd>426 fps <small>80 % between 384 and 477 fps</small></dd>',
    'board. Predicted is a frame of a test. Of what is published',
    '<h3>Threads</h3>',
    '<td class="num">7</td>',
  ])
    expect(text).toContain(part);
  const assumed = textOf({ threads, protocol: 'a frame', assumed: true });
  expect(assumed).toMatch(/Predicted is a frame; no interval is given, .* No latency of a board/);
  expect(assumed).toContain('rate (assumed)</th>');
  for (const part of ['Threads', 'Predicted is', '80 %']) expect(textOf({})).not.toContain(part);
  expect(textOf({ threads: [] })).not.toContain('Threads');
});

it('shows how many function-calls there are and how long they take', () => {
  const { performance } = sampleRecord();
  const calls = { count: 3, longestUs: 978, limitUs: 1000 };
  const { text } = performanceSection(sampleRecord({ performance: { ...performance!, calls } }))!.body;
  expect(text).toContain('3, the longest 978 µs, and 1 ms allowed');
  expect(performanceSection(sampleRecord())!.body.text).not.toContain('function-calls');
});
