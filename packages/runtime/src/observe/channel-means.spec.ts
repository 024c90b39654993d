import { channelMeans } from './channel-means';
import { fold } from './fold';
import { mergeFolds } from './merge-folds';

it('divides by the samples and by the unit', () => {
  expect(channelMeans({ means: Float64Array.of(0, 2 ** 24, -3 * 2 ** 25, 2 ** 46), samples: 4 })).toEqual(Float64Array.of(0, 0.25, -1.5, 2 ** 20));
});

it('weighs samples alike, whatever their number of elements', () => {
  const samples = [[1, 2, 3, -6], [NaN, Infinity, 0.5, NaN], [3, 4, 5, 6]].map((values) => fold({ at: 'x', fold: 'channels', channels: 2, inner: 2 }, Float32Array.from(values)));
  const heard = samples.reduce(mergeFolds);
  if (heard.fold !== 'channels') throw new Error(heard.fold);
  expect(Array.from(channelMeans(heard), Math.fround)).toEqual([(1.5 + 0 + 3.5) / 3, (-1.5 + 0.5 + 5.5) / 3].map(Math.fround));
});
