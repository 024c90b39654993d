import type { Offer } from './tune-figures';

/** Less than that is no time: what costs nothing goes first, the most useful before others. */
const NO_TIME = 1e-6;

/**
 * The offers that are worth anything, by what they take away of the error for a millisecond, the best first; of equals
 * the first.
 */
export function rankedOffers(offers: readonly Offer[]): readonly Offer[] {
  return offers
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => Number(isFree(b)) - Number(isFree(a)) || valueOf(b) - valueOf(a));
}

const isFree = ({ ms }: Offer) => ms <= NO_TIME;
const valueOf = (offer: Offer) => (isFree(offer) ? offer.worth : offer.worth / offer.ms);
