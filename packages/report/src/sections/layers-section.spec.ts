import { sampleRecord } from '../sample-record.fixture';
import { layersSection } from './layers-section';

const layer = {
  name: 'conv',
  segment: 's0',
  latencyUs: 50,
  computeUs: 40.5,
  transferUs: 60,
  ddrBytes: 2048,
  macs: 1_500_000,
};
const shown = (...layers: (typeof layer)[]) =>
  layersSection(sampleRecord({ performance: { latencyUs: 100, fps: 10_000, ddrBytes: 4096, layers } }))?.body.text;

it('shows what every layer costs', () => {
  const text = shown(layer, { ...layer, name: 'a<b', latencyUs: 100 });
  expect(text).toContain(
    '<td><code>conv</code></td><td class="num">50 µs<i class="bar"><i class="bpu" ' +
      'style="width:50%"></i></i></td><td class="num">40.5 µs</td><td class="num">60 µs</td><td ' +
      'class="num">2 KiB</td><td class="num">1.5 M</td>',
  );
  expect(text).toContain('a&lt;b');
  expect(text).not.toContain('segment');
});

it('names the segment where there are several, and draws no bar for no time', () => {
  expect(shown(layer, { ...layer, segment: 's1' })).toContain('<td><code>s1</code></td>');
  expect(shown({ ...layer, latencyUs: 0 })).toContain('width:0%');
});

it('is absent where the run was not asked for it', () => {
  expect(layersSection(sampleRecord())).toBeUndefined();
  expect(layersSection(sampleRecord({ performance: undefined }))).toBeUndefined();
});

it('says where the times are assumed', () => {
  const performance = { assumed: true, latencyUs: 100, fps: 10_000, ddrBytes: 4096, layers: [layer] };
  for (const column of ['adds', 'computing', 'transfers'])
    expect(layersSection(sampleRecord({ performance }))?.body.text).toContain(`${column} (assumed)</th>`);
  expect(shown(layer)).not.toContain('(assumed)');
});
