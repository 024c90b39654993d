import { sampleNodes, sampleRecord } from '../sample-record.fixture';
import { nodesSection } from './nodes-section';

const [conv] = sampleNodes(8);

it('has an anchored row per node', () => {
  const text = nodesSection(
    sampleRecord({ nodes: [{ ...conv, node: 'a', cosine: 0.999, threshold: 2.5, macs: 1000 }] }),
  )?.body.text;
  expect(text).toContain(
    '<tr id="n0"><td class="i">0</td><td class="n"><code>a</code></td><td class="o"><b ' +
      'class="chip s0">BPU id(0)</b></td><td class="t">HzSQuantizedConv</td><td class="d">int8 → ' +
      'int8</td>' +
      ('<td class="c">0.999000<i class="bar"><i class="good" style="width:50%"></i></i></td><td ' +
        'class="h">2.5</td><td class="m">1,000</td></tr>'),
  );
});

it('says why a node is on the CPU, and what to do', () => {
  const text = nodesSection(sampleRecord())?.body.text;
  expect(text).toContain(
    '<small>PLC003: Softmax works on 1000 channels, and the limit is 64</small><small>Hint: ' +
      'remove it with remove_node_type and run it in the application</small>',
  );
  expect(text?.match(/<b class="chip cpu">CPU<\/b>/g)).toHaveLength(2);
});

it('leaves out columns that no node fills, and keeps those that some do', () => {
  const heads = (nodes: ReturnType<typeof sampleNodes>) =>
    [...(nodesSection(sampleRecord({ nodes }))?.body.text.matchAll(/<th class="(\w)">/g) ?? [])]
      .map(([, name]) => name)
      .join('');
  expect(heads([{ ...conv, cosine: undefined, threshold: undefined, macs: undefined }])).toBe('inotd');
  expect(
    heads([
      { ...conv, cosine: undefined, threshold: undefined, macs: 0 },
      { ...conv, cosine: null, threshold: undefined, macs: undefined },
    ]),
  ).toBe('inotdcm');
});

it('escapes names and keeps their ends', () => {
  const text =
    nodesSection(sampleRecord({ nodes: [{ ...conv, node: `<b>"&${'x'.repeat(1e6)}/end` }] }))?.body.text ?? '';
  expect(text).toContain('<code>&lt;b&gt;&quot;&amp;xx');
  expect(text).toContain('xx/end</code>');
  expect(text.length).toBeLessThan(3000);
});

it('has a column of methods where nodes have their own', () => {
  const nodes = sampleNodes(2).map((node, i) => (i === 0 ? { ...node, method: 'kl' } : node));
  const text = nodesSection(sampleRecord({ nodes }))?.body.text ?? '';
  expect(text).toContain('<th class="k"><button type="button">method</button></th>');
  expect(text).toContain('<td class="k">kl</td>');
  expect(nodesSection(sampleRecord())?.body.text).not.toContain('class="k"');
});

it('is absent without nodes', () => {
  expect(nodesSection(sampleRecord({ nodes: [] }))).toBeUndefined();
});

it('says which sample the cosines are of', () => {
  const proof = { samples: 8, nodeSamples: 1 };
  const sentence = 'The cosine of a node is that of its output on the first calibration sample.';
  expect(nodesSection(sampleRecord({ proof }))?.body.text).toContain(sentence);
  const loaded = { loaded: true, method: 'load', candidates: [], samples: 0 };
  expect(nodesSection(sampleRecord({ proof, calibration: loaded }))?.body.text).toContain('on noise, in place of a');
  const unmeasured = sampleNodes(2).map((node) => ({ ...node, cosine: undefined }));
  expect(nodesSection(sampleRecord({ proof, nodes: unmeasured }))?.body.text).not.toContain(sentence);
});
