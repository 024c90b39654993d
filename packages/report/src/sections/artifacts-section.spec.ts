import { sampleRecord } from '../sample-record.fixture';
import { artifactsSection } from './artifacts-section';

it('lists files with size and hash', () => {
  const text = artifactsSection(sampleRecord())?.body.text;
  expect(text).toContain(
    `<td><code>sample.bin</code><code class="hash">${'ab'.repeat(32)}</code></td><td>bin</td><td ` +
      'class="num"><span title="3,612,345 bytes">3.45 MiB</span></td>',
  );
});

it('is absent when nothing was written', () => {
  expect(artifactsSection(sampleRecord({ artifacts: [] }))).toBeUndefined();
});
