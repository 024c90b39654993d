import { sampleRecord } from '../sample-record.fixture';
import { modelSection } from './model-section';

it('names the model, its work and its tensors', () => {
  const text = modelSection(sampleRecord())?.body.text;
  expect(text).toMatch(/file<\/dt><dd><code>sample\.onnx<\/code>.*graph<\/dt><dd>torch-jit-export</);
  expect(text).toContain('569 M <small>(569,000,000)</small>');
  expect(text).toContain(
    '<td>input</td><td><code>data</code></td><td>float32</td>' +
      '<td>1\u00a0×\u00a03\u00a0×\u00a0224\u00a0×\u00a0224</td><td>NCHW</td>',
  );
  expect(text).toContain(
    '<td>output</td><td><code>prob</code></td><td>float32</td><td>1\u00a0×\u00a01000</td><td></td>',
  );
  expect(text).toContain('8, 2 on the CPU');
});

it('is absent where no model was read', () => {
  expect(modelSection(sampleRecord({ model: undefined }))).toBeUndefined();
});

it('shows no share of no work, and scalars as such', () => {
  const text = modelSection(
    sampleRecord({
      nodes: [],
      model: { name: 'm', inputs: [{ name: 's', dtype: 'int8', shape: [] }], outputs: [], macs: 0 },
    }),
  )?.body.text;
  expect(text).not.toContain('BPU share of MACs');
  expect(text).toContain('<td>scalar</td>');
});
