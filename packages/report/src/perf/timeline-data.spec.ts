import { sampleReport } from './sample-report.fixture';
import { timelineData } from './timeline-data';

const { timeline } = sampleReport(1);

it('holds texts once and spans as numbers to the nanosecond', () => {
  expect(timelineData(timeline)).toEqual({
    lanes: ['CPU', 'DMA'],
    from: 0,
    to: 4000,
    texts: ['Quantize_q', 'Dequantize_d', 'every inference', 'conv<0>', 'load', 'store'],
    spans: [
      [0, 10, 0, -1, 0, 3435.56, 264.44, 1, -1, 0, 3700, 300, 2, -1, 0],
      [10, 5, 4, 3, 0, 3430, 5.56, 5, -1, 0],
    ],
  });
});

it('holds what lies between two times, and how many a span stands for', () => {
  const spans = timeline.spans.map((span) => (span.name === 'store' ? { ...span, more: 3 } : span));
  const data = timelineData({ ...timeline, spans }, [3000, 3700]);
  expect([data.from, data.to]).toEqual([3000, 3700]);
  expect(data.texts).toEqual(['Dequantize_d', 'store']);
  expect(data.spans[1].at(-1)).toBe(3);
  const touching = timelineData(timeline, [10, 3435.56]);
  expect(touching.texts).toEqual(['conv<0>', 'load', 'store']);
});
