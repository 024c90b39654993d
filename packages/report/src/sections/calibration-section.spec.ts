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

it('is absent without calibration', () => {
  expect(calibrationSection(sampleRecord({ calibration: undefined }))).toBeUndefined();
});
