import { resolvedInput } from '../packed.fixture';
import { feedOf, noiseSamples } from './samples';

const picture = resolvedInput('picture', 'nv12', [1, 3, 4, 4]);
const map = resolvedInput('map', 'featuremap', [1, 8]);

describe('noise', () => {
  it('is ten samples of every input, no two of them alike', () => {
    const samples = noiseSamples([picture, map]);
    expect(samples.map(({ inputs }) => inputs.map(({ name }) => name))).toEqual(
      Array.from({ length: 10 }, () => ['picture', 'map']),
    );
    const seeds = samples.flatMap(({ inputs }) => inputs.map((input) => input.kind === 'seeded' && input.seed));
    expect(seeds).toEqual(Array.from({ length: 20 }, (_, seed) => seed));
    expect(noiseSamples([picture, map])).toEqual(samples);
  });

  it('is pixels for a picture, and small numbers for a feature map', () => {
    expect(noiseSamples([picture, map])[0].inputs).toMatchObject([
      { kind: 'seeded', shape: [1, 3, 4, 4], image: true },
      { kind: 'seeded', shape: [1, 8], image: false },
    ]);
  });
});

describe('a file', () => {
  it('of a feature map is fed as it is', () => expect(feedOf(map)).toEqual({ kind: 'none' }));

  it.each([
    ['nv12', 'yuv444'],
    ['rgb', 'rgb'],
  ] as const)('of pictures that are %s at run time becomes %s', (typeRt, to) => {
    const input = { ...resolvedInput('picture', typeRt, [1, 3, 4, 4]), spaceAndRange: 'bt601_video' } as const;
    expect(feedOf({ ...input, typeTrain: 'bgr', layoutTrain: 'NHWC' })).toEqual({
      kind: 'image',
      from: 'bgr',
      to,
      layout: 'NHWC',
      range: 'bt601_video',
    });
  });
});
