import { rankedOffers } from './ranked-offers';

it('ranks by worth for a millisecond, what costs nothing first, and leaves out what is worth nothing', () => {
  const offers = [
    { group: 'half', worth: 1, ms: 2 },
    { group: 'none', worth: 0, ms: 0 },
    { group: 'worse', worth: -3, ms: 1 },
    { group: 'one', worth: 1, ms: 1 },
    { group: 'alike', worth: 2, ms: 2 },
    { group: 'free', worth: 0.1, ms: 0 },
    { group: 'faster', worth: 0.2, ms: -1 },
  ];
  expect(rankedOffers(offers).map(({ group }) => group)).toEqual(['faster', 'free', 'one', 'alike', 'half']);
});
