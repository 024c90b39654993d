import { sampleRecord } from '../sample-record.fixture';
import { interfaceSection } from './interface-section';

const faces = {
  inputs: [{ name: 'data', type: 'nv12', dtype: 'uint8', shape: [1, 336, 224], bytes: 75264 }],
  outputs: [
    { name: 'prob', dtype: 'float32', shape: [1, 1000], layout: 'none', bytes: 4000 },
    {
      name: 'boxes',
      dtype: 'int32',
      shape: [1, 6, 2, 2],
      layout: 'NCHW',
      bytes: 96,
      scale: [1, 2, 3, 4, 5, 6],
      axis: 1,
    },
    { name: 'one', dtype: 'int8', shape: [], bytes: 1, scale: [0.5] },
  ],
  removed: [
    {
      name: 'deq',
      type: 'Dequantize',
      side: 'output' as const,
      from: 'boxes int32[1x6x2x2]',
      to: 'y float32[1x6x2x2]',
      port: 'y',
    },
    { name: 'q', type: 'Quantize', side: 'input' as const, from: 'x float32[1]', to: 'x_q int8[1]', port: 'x' },
  ],
};

it('says what the .bin takes and gives, with bytes and scales', () => {
  const text = interfaceSection(sampleRecord({ interface: faces }))?.body.text;
  expect(text).toMatch(/<td>takes<.*<code>data<.*<td>nv12, uint8<.*1\u00a0×\u00a0336\u00a0×\u00a0224<.*75,264</);
  expect(text).toMatch(/<td>gives<.*<code>prob<.*float32<.*<td><\/td><td class="num">4,000<\/td><td><\/td>/);
  expect(text).toContain('<td class="num">96</td><td>1, 2, 3, 4, … (6) along dimension 1</td>');
  expect(text).toContain('<td>scalar</td><td></td><td class="num">1</td><td>0.5</td>');
});

it('says what was removed, and what each side is called since', () => {
  const text = interfaceSection(sampleRecord({ interface: faces }))?.body.text;
  expect(text).toContain('<p>2 nodes removed from the edge');
  expect(text).toMatch(/<code>deq<.*Dequantize<.*output<.*<code>y float32\[1x6x2x2\]<.*<code>boxes int32/);
  expect(text).toMatch(/<code>q<.*Quantize<.*input<.*<code>x float32\[1\]<.*<code>x_q int8/);
  expect(interfaceSection(sampleRecord({ interface: { ...faces, removed: [] } }))?.body.text).not.toContain('removed');
});

it('is absent where nothing was compiled', () => expect(interfaceSection(sampleRecord())).toBeUndefined());
