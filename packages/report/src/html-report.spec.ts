import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { htmlReport } from './html-report';
import { sampleNodes, sampleRecord } from './sample-record.fixture';

it('has every section, in order, with its anchor in the navigation', () => {
  const text = htmlReport(sampleRecord());
  const ids = [...text.matchAll(/<section id="(\w+)">/g)].map(([, id]) => id);
  expect(ids).toEqual([
    'model',
    'accuracy',
    'performance',
    'outputs',
    'calibration',
    'placement',
    'cosine',
    'macs',
    'nodes',
    'diagnostics',
    'files',
    'time',
    'recipe',
  ]);
  for (const id of ids) expect(text).toContain(`<a href="#${id}">`);
});

it('leaves out what the run did not reach', () => {
  const { version, command, tool, march, recipe } = sampleRecord();
  const text = htmlReport({
    version,
    command,
    tool,
    march,
    recipe,
    nodes: [],
    outputs: [],
    artifacts: [],
    passes: [],
    diagnostics: [],
  });
  expect([...text.matchAll(/<section id="(\w+)">/g)].map(([, id]) => id)).toEqual(['recipe']);
  expect(text).toContain('<strong>CHECKED</strong>');
});

it('is called what the user calls the model', () => {
  expect(htmlReport(sampleRecord())).toContain('<title>sample_224x224_nv12 · bayes-e · OpenBPU</title>');
});

it('needs nothing from outside', () => {
  const text = htmlReport(sampleRecord());
  expect(text).not.toMatch(/\b(src|href)="(?!#)/);
  expect(text).not.toMatch(/url\(|@import|https?:/);
});

it('allows its own script and no other', () => {
  const text = htmlReport(sampleRecord());
  const [script, ...others] = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, body]) => body);
  expect(others).toEqual([]);
  expect(text).toContain(`script-src &#39;sha256-${createHash('sha256').update(script).digest('base64')}&#39;`);
});

it('lets no text of a record become markup', () => {
  const tags = (text: string) => text.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
  const named = (name: string) => {
    const record = sampleRecord();
    const because = {
      code: 'ABC001',
      severity: 'error',
      message: name,
      hint: name,
      at: { name, file: name },
      facts: {},
    } as const;
    return htmlReport({
      ...record,
      march: name,
      command: name,
      tool: { openbpu: name },
      recipe: { key: name },
      passes: [{ name, patches: 1 }],
      diagnostics: [because],
      prefix: name,
      model: { name, files: [name], inputs: [{ name, dtype: name, shape: [] }], outputs: [], macs: 1 },
      nodes: sampleNodes(4).map((node) => ({ ...node, node: name, type: name, inType: name, outType: name, because })),
      outputs: record.outputs.map((output) => ({ ...output, name })),
      calibration: { method: 'kl', samples: 1, candidates: [{ method: name, cosine: 0.5 }] },
      artifacts: record.artifacts.map((file) => ({ ...file, kind: name, file: name })),
      performance: { latencyUs: 1, fps: 1, ddrBytes: 1, segments: [{ name, on: 'CPU', latencyUs: 1 }] },
      accuracy: { images: 1, stages: [{ stage: name, top1: 0.5 }] },
      timing: { startedAt: '2024-01-02T03:04:05Z', stages: [{ name, seconds: 1 }] },
    });
  };
  const harmless = tags(named('name'));
  for (const name of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='x",
    '</pre></style></title>',
    '&lt;b&gt;',
  ])
    expect(tags(named(name))).toEqual(harmless);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) =>
      expect(tags(named(`x${name}`))).toEqual(harmless),
    ),
    { numRuns: 30 },
  );
});

it('writes equal bytes for equal records, whatever the order of keys', () => {
  const record = sampleRecord({ recipe: { a: 1, b: { c: 2, d: 3 } }, tool: { x: '1', y: '2' } });
  const turned = {
    ...Object.fromEntries(Object.entries(sampleRecord()).reverse()),
    ...record,
    recipe: { b: { d: 3, c: 2 }, a: 1 },
    tool: { y: '2', x: '1' },
  };
  expect(htmlReport(turned)).toBe(htmlReport(record));
});

it('differs between equal runs only in their timing', () => {
  const at = (startedAt: string) => htmlReport(sampleRecord({ timing: { startedAt, stages: [] } }));
  expect(at('2024-01-02T03:04:05Z')).toBe(at('2025-01-02T03:04:05Z').replace('2025', '2024'));
});

it('stays below five megabytes with 5,000 nodes, every other one on the CPU with a reason', () => {
  const because = sampleNodes(8)[4].because;
  const nodes = sampleNodes(5000).map((node, i) => ({
    ...node,
    node: `${node.node}/${'as_exporters_write_them/'.repeat(3)}`,
    ...(i % 2 === 1 && ({ on: 'CPU', subgraph: null, because } as const)),
  }));
  expect(Buffer.byteLength(htmlReport(sampleRecord({ nodes })))).toBeLessThan(5e6);
});

it('shows measures that JSON lacks as absent', () => {
  const [output] = sampleRecord().outputs;
  expect(htmlReport(sampleRecord({ outputs: [{ ...output, l1: NaN }] }))).toContain('<td class="num">--</td>');
});
