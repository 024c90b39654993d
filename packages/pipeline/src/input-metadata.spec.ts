import { describeInputs, readInputMetadata } from './input-metadata';
import { resolvedInput } from './packed.fixture';

const inputs = [
  resolvedInput('data', 'nv12', [1, 3, 4, 4]),
  { ...resolvedInput('f', 'featuremap', [1, 2, 1, 1]), layoutQuantised: 'NHWC' } as const,
];

it('reads back what it wrote; the layout is that of the form', () => {
  const read = (form: 'float' | 'quantised') =>
    readInputMetadata(describeInputs(inputs, form))?.map(({ name, typeRt, layout }) => `${name} ${typeRt} ${layout}`);
  expect(read('float')).toEqual(['data nv12 NCHW', 'f featuremap NCHW']);
  expect(read('quantised')).toEqual(['data nv12 NHWC', 'f featuremap NHWC']);
});

it('carries how pictures become samples', () => {
  const chain = { readMode: 'opencv', steps: [{ kind: 'CenterCrop', height: 4, width: 4 }] } as const;
  expect(
    readInputMetadata(describeInputs([{ ...inputs[0], chain }, inputs[1]], 'float'))?.map((input) => input.chain),
  ).toEqual([chain, undefined]);
});

it.each([
  '',
  '{',
  '{}',
  '[{"name":"a"}]',
  'null',
  '[{"name":"a","typeRt":"nv21","typeTrain":"rgb","layout":"NCHW","spaceAndRange":"regular"}]',
])('takes %j for nothing', (text) => {
  expect(readInputMetadata({ 'openbpu.inputs': text })).toBeUndefined();
});

it('finds nothing in other files', () => expect(readInputMetadata({ author: 'me' })).toBeUndefined());
