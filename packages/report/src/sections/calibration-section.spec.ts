import { sampleRecord } from '../sample-record.fixture';
import { calibrationSection } from './calibration-section';

it('marks the winner among the candidates', () => {
  const text = calibrationSection(sampleRecord())?.body.text;
  expect(text).toContain('<td>max</td><td class="num">0.991200');
  expect(text).toContain('<td><b>kl</b> <span class="chip even">selected</span></td><td class="num">0.998100');
  expect(text?.match(/selected/g)).toHaveLength(1);
});

it.each([[[]], [[{ method: 'load', cosine: null }]]])('names a method that had no rivals', (candidates) => {
  const text = calibrationSection(sampleRecord({ calibration: { method: 'load', candidates, samples: 1 } }))?.body.text;
  expect(text).toContain('Method <b>load</b>, on 1 sample.');
  expect(text).not.toContain('<table>');
});

it('says that the model states its thresholds', () => {
  const calibration = { loaded: true, method: 'load', candidates: [], samples: 0 };
  expect(calibrationSection(sampleRecord({ calibration }))?.body.text).toBe(
    '<p>None: the model states its thresholds.</p>',
  );
});

it('is absent without calibration', () => {
  expect(calibrationSection(sampleRecord({ calibration: undefined }))).toBeUndefined();
});

it('says that nothing was calibrated, and what the cosine of a candidate is', () => {
  const noise = { noise: true, method: 'max', candidates: [{ method: 'max', cosine: null }], samples: 10 };
  expect(calibrationSection(sampleRecord({ calibration: noise }))?.body.text).toMatch(
    /^<p>None: thresholds come from 10 samples of noise\. Nothing was calibrated/,
  );
  expect(calibrationSection(sampleRecord({ proof: { samples: 8, nodeSamples: 1 } }))?.body.text).toContain(
    'the cosine is that of its outputs, the mean over them and over the first 8 calibration samples.',
  );
});

it('shows every block that was tuned, and which of them stayed so', () => {
  const block = { from: 'a', to: 'c', convolutions: 2, channels: 7, moved: 31, before: 0.025, after: 0.02, kept: true };
  const tuned = [block, { ...block, from: 'd', to: 'd', after: null, kept: false }];
  const text = calibrationSection(sampleRecord({ calibration: { ...sampleRecord().calibration!, tuned } }))!.body.text;
  expect(text).toContain('Weights and biases of 2 blocks were tuned');
  expect(text).toContain(
    '<td>a to c</td><td class="num">7</td><td class="num">31</td><td class="num">2.50</td><td class="num">2.00</td>',
  );
  expect(text).toContain('<td>d</td>');
  expect(text.match(/kept<\/span>/g)).toHaveLength(1);
  expect(calibrationSection(sampleRecord())!.body.text).not.toContain('tuned');
});
