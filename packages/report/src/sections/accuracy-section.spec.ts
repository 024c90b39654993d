import { sampleRecord } from '../sample-record.fixture';
import { accuracySection } from './accuracy-section';

it('compares every stage with the first', () => {
  const text = accuracySection(sampleRecord())?.body.text;
  expect(text).toContain('<th class="num">against float</th>');
  expect(text).toContain(
    '<td>quantized</td><td class="num">69.5 %</td><td class="num">−0.75 pp</td><td class="num">64.8 – 73.8 %</td>',
  );
  expect(text).toContain('on a scale from 60 to 80 %');
  expect(text).toContain('<i style="left:24%;width:45%"></i><b style="left:47.5%"></b>');
});

it('signs differences, and calls none ±0.00', () => {
  const stage = (name: string, top1: number) => ({ stage: name, top1 });
  const text = accuracySection(
    sampleRecord({
      accuracy: { images: 1, stages: [stage('float', 0.5), stage('a', 0.6), stage('b', 0.5), stage('c', 0.499999)] },
    }),
  )?.body.text;
  for (const part of ['+10.00 pp', '±0.00 pp', '1 labelled image.', '<td class="num">--</td>'])
    expect(text).toContain(part);
  expect(text).not.toContain('−0.00');
});

it.each([
  [0, 0, 5],
  [1, 95, 100],
  [0.5, 45, 55],
  [0.01, 0, 5],
  [0.999, 95, 100],
])('draws an accuracy of %d on a scale around it', (top1, low, high) => {
  const text =
    accuracySection(sampleRecord({ accuracy: { images: 9, stages: [{ stage: 'bin', top1 }] } }))?.body.text ?? '';
  expect(text).toContain(`on a scale from ${low} to ${high} %`);
  expect(Number(/<b style="left:([\d.]+)%/.exec(text)?.[1])).toBeLessThanOrEqual(100);
});

it('is absent without stages', () => {
  expect(accuracySection(sampleRecord({ accuracy: undefined }))).toBeUndefined();
  expect(accuracySection(sampleRecord({ accuracy: { images: 0, stages: [] } }))).toBeUndefined();
});
