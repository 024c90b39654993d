import type { Figures, Offer } from './tune-figures';

/** A model whose groups take away of its error what they are worth, whatever else is taken. */
export interface AdditiveModel {
  readonly error: number;
  readonly ms: number;
  readonly offers: readonly Offer[];
}

/** A model of groups a, b, … by worth and milliseconds. */
export function additiveModel(each: readonly (readonly [worth: number, ms: number])[]): AdditiveModel {
  const offers = each.map(([worth, ms], i) => ({ group: String.fromCharCode(97 + i), worth, ms }));
  return { error: 1 + offers.reduce((sum, { worth }) => sum + Math.max(worth, 0), 0), ms: 10, offers };
}

/** What such a model takes and loses with these groups. */
export function figuresOf({ error, ms, offers }: AdditiveModel, groups: readonly string[]): Figures {
  const taken = offers.filter(({ group }) => groups.includes(group));
  return {
    groups,
    ms: taken.reduce((sum, each) => sum + each.ms, ms),
    error: taken.reduce((sum, { worth }) => sum - worth, error),
  };
}

/** Every set of groups of a model. */
export function allSets({ offers }: AdditiveModel): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** offers.length }, (_, bits) =>
    offers.flatMap(({ group }, i) => ((bits >> i) & 1 ? [group] : [])),
  );
}

/** A meter of a model that counts how often it is asked. */
export function meterOf(model: AdditiveModel) {
  const asked: (readonly string[])[] = [];
  const measure = (groups: readonly string[]): Promise<Figures> => {
    asked.push(groups);
    return Promise.resolve(figuresOf(model, groups));
  };
  return { asked, measure };
}
