import { RECIPE_KEYS, type RecipeKey } from '@openbpu/config';
import { type Row, type Settings, recipeOf } from '@openbpu/matrix';
import { marches } from '@openbpu/pipeline';
import { EFFECTS, type Effect } from './effects';
import { type Observation, differences, observe } from './observe';
import { parsed } from './parsed';

/** What a march says of a key, and what the key changes there. */
export interface Cell {
  readonly march: string;
  /** `valid`, with the codes of warnings; or `refused`, with the codes of errors. */
  readonly verdict: string;
  /** Values that are refused although the key is not, with their codes. */
  readonly refused: readonly string[];
}

export const MARCHES: readonly string[] = marches().map(({ march }) => march);

/** The two recipes of a key on a march: with it, and with the other value or without it. */
export function rowsOf(key: string, march: string, effect: Effect): { readonly set: Row; readonly against: Row } {
  const { one, both = {}, set, against = {}, ...more } = effect;
  const base = { march, typeTrain: 'rgb', typeRt: 'nv12', layoutTrain: 'NCHW', layoutRt: undefined, first: 1, rank: 4 };
  const row = (settings: Settings): Row => ({
    title: `${key} on ${march}`,
    one: { ...base, ...one } as Row['one'],
    settings: {
      ...both,
      ...settings,
      ...(settings.march === 'another' ? { march: MARCHES.find((each) => each !== march) } : {}),
    },
    holds: 'bits',
    ...more,
  });
  return { set: row(set), against: row(against) };
}

/** What the parser says of a key on a march: of the value that shows its effect, and of every word that it may be. */
export function cellOf({ key, words = [] }: RecipeKey, march: string, effect: Effect): Cell {
  const { set } = rowsOf(key, march, effect);
  const judged = (settings: Settings) => parsed(recipeOf({ ...set, settings }), set.caffe ? 'caffe' : 'onnx');
  const { errors, warnings } = judged(set.settings);
  const own = errors.length > 0 ? ['refused', ...errors] : ['valid', ...warnings.filter((code) => code === 'CFG011')];
  const refused = words.flatMap((word) => {
    const found = judged({ ...set.settings, [key]: word }).errors.filter((code) => code === 'CFG010');
    return errors.length === 0 && found.length > 0 ? [`${word} ${found.join(' ')}`] : [];
  });
  return { march, verdict: own.join(' '), refused };
}

/** Observations by the recipe that they are of, so that what many keys are held against is converted once. */
export class Observer {
  private readonly known = new Map<string, Promise<Observation>>();

  /** What a key changes on a march. */
  async effect(key: string, march: string, effect: Effect): Promise<readonly string[]> {
    const { set, against } = rowsOf(key, march, effect);
    return differences(await this.of(set), await this.of(against));
  }

  private of(row: Row): Promise<Observation> {
    const name = JSON.stringify([row.one, row.caffe, row.custom, row.pictures, recipeOf(row)]);
    const seen = this.known.get(name) ?? observe(row);
    this.known.set(name, seen);
    return seen;
  }
}

/** Every key with its row. Throws where one has none. */
export function keysWithEffects(): readonly (readonly [RecipeKey, Effect])[] {
  return RECIPE_KEYS.map((row) => {
    const effect = EFFECTS[row.key];
    if (effect === undefined) throw new Error(`nothing proves ${row.key}: give it a row in effects.ts`);
    return [row, effect] as const;
  });
}
