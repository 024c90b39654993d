import { sampleRecord } from '../sample-record.fixture';
import { outputsSection } from './outputs-section';

it('defines the distances and shows them', () => {
  const text = outputsSection(sampleRecord())?.body.text;
  for (const part of ['L1: mean |<i>d</i>|', 'L2: ‖<i>d</i>‖₂ / <i>N</i>', 'Chebyshev: max |<i>d</i>|'])
    expect(text).toContain(part);
  expect(text).toContain('<td class="num">0.0123</td><td class="num">0.00021</td><td class="num">0.25</td>');
});

it('prints what could not be computed as --', () => {
  expect(
    outputsSection(
      sampleRecord({ outputs: [{ name: 'x', cosine: null, l1: null, l2: null, chebyshev: null }] }),
    )?.body.text.match(/>--</g),
  ).toHaveLength(4);
});

it('says where an output begins to fall', () => {
  const low = { name: 'obj', cosine: 0.9, l1: 1, l2: 1, chebyshev: 1, fall: { node: 'Conv_44', cosine: 0.97 } };
  const text = outputsSection(sampleRecord({ outputs: [low] }))?.body.text;
  expect(text).toContain('the first node on the way to it below 0.98 is <code>Conv_44</code>, <b>0.970000</b></li>');
  expect(outputsSection(sampleRecord())?.body.text).not.toContain('<ul>');
});

it('says what the figure of classes is, which have no cosine', () => {
  const of = (dtype: string) => {
    const { model } = sampleRecord();
    const outputs = [{ name: 'prob', dtype, shape: [1, 1] }];
    return outputsSection(sampleRecord({ model: { ...model!, outputs } }))?.body.text;
  };
  expect(of('int64')).toContain('Of an output that is no float it is the share of elements that are equal.');
  expect(of('float32')).not.toContain('share of elements');
});

it('is absent without outputs', () => {
  expect(outputsSection(sampleRecord({ outputs: [] }))).toBeUndefined();
});

it('says what the distances are means of, and has no colour for noise', () => {
  const proof = { samples: 8, nodeSamples: 1 };
  expect(outputsSection(sampleRecord({ proof }))?.body.text).toContain('Means over the first 8 calibration samples;');
  const noise = { noise: true, method: 'max', candidates: [], samples: 10 };
  const text = outputsSection(sampleRecord({ proof, calibration: noise }))?.body.text;
  expect(text).toContain('Means over noise, in place of samples; the largest for Chebyshev. Nothing was calibrated');
  expect(text).toContain('<i class="even"');
  expect(text).not.toContain('<i class="good"');
  const loaded = { loaded: true, method: 'load', candidates: [], samples: 0 };
  const stated = outputsSection(sampleRecord({ proof, calibration: loaded }))?.body.text;
  expect(stated).toContain('Means over noise, in place of samples; the largest for Chebyshev. No samples were read');
  expect(stated).not.toContain('<i class="good"');
});
