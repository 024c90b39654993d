import { sampleRecord } from '../sample-record.fixture';
import { timingSection } from './timing-section';

it('shows the stages and their sum', () => {
  const text = timingSection(sampleRecord())?.body.text;
  expect(text).toContain('The conversion started 2024-01-02T03:04:05.678Z; its stages took 1.75 s.');
  expect(text).toContain('<td>import</td><td class="num">250 ms<i class="bar"><i class="bpu" style="width:17%">');
});

it('says what an earlier run had found', () => {
  const stages = [
    { name: 'prove', seconds: 1, reused: true as const },
    { name: 'verify', seconds: 1 },
  ];
  const text = timingSection(sampleRecord({ timing: { startedAt: '2024-01-02T03:04:05Z', stages } }))?.body.text;
  expect(text).toContain('<td>prove (found by an earlier run)</td>');
  expect(text).toContain('<td>verify</td>');
});

it('is absent where the record has no timing', () => {
  expect(timingSection(sampleRecord({ timing: undefined }))).toBeUndefined();
  expect(
    timingSection(sampleRecord({ timing: { startedAt: '2024-01-02T03:04:05Z', stages: [] } }))?.body.text,
  ).not.toContain('<table>');
});
