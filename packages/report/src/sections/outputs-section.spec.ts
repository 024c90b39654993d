import { sampleRecord } from '../sample-record.fixture';
import { outputsSection } from './outputs-section';

it('defines the distances and shows them', () => {
  const text = outputsSection(sampleRecord())?.body.text;
  for (const part of ['L1: mean |<i>d</i>|', 'L2: ‖<i>d</i>‖₂ / <i>N</i>', 'Chebyshev: max |<i>d</i>|']) expect(text).toContain(part);
  expect(text).toContain('<td class="num">0.0123</td><td class="num">0.00021</td><td class="num">0.25</td>');
});

it('prints what could not be computed as --', () => {
  expect(outputsSection(sampleRecord({ outputs: [{ name: 'x', cosine: null, l1: null, l2: null, chebyshev: null }] }))?.body.text.match(/>--</g)).toHaveLength(4);
});

it('is absent without outputs', () => {
  expect(outputsSection(sampleRecord({ outputs: [] }))).toBeUndefined();
});
