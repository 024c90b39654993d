import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { CONFIG } from './catalogue';
import { type Place, type RecipeEntry, type RecipeGroup } from './document';
import type { KeySpec } from './keys/key';
import { type GroupName, type GroupValues, RECIPE_GROUPS, RECIPE_KEYS } from './recipe-keys';

/** One group with its values read: what the checks look at. */
export class GroupView<G extends GroupName> {
  constructor(
    readonly name: G,
    readonly values: GroupValues<G>,
    private readonly group: RecipeGroup,
  ) {}

  /** Whether the key has a value, be it a wrong one. */
  has(key: keyof GroupValues<G> & string): boolean {
    const entry = this.group.entries.get(key);
    return entry !== undefined && (entry.raw !== undefined || entry.unreadable);
  }

  /** Where the value stands; the group itself when the key is absent. */
  place(key: string): Place {
    return this.group.entries.get(key)?.valuePlace ?? this.group.place;
  }

  /** Where the key stands; the group itself when it is absent. */
  keyPlace(key: string): Place {
    return this.group.entries.get(key)?.keyPlace ?? this.group.place;
  }

  get groupPlace(): Place {
    return this.group.place;
  }
}

/** All groups of a recipe; one that is not written is an empty view. */
export type GroupViews = { readonly [G in GroupName]: GroupView<G> };

/** Reads every value of a group; what is unknown or has no meaning is reported and left out. */
export function viewGroup<G extends GroupName>(
  name: G,
  group: RecipeGroup,
  report: (diagnostic: Diagnostic) => void,
): GroupView<G> {
  const specs: Readonly<Record<string, KeySpec<unknown>>> = RECIPE_GROUPS[name];
  const values: Record<string, unknown> = {};
  for (const [key, entry] of group.entries) {
    if (!Object.hasOwn(specs, key)) report(unknownKey(name, key, entry));
    else if (entry.raw !== undefined) {
      const read = specs[key].reader.read(entry.raw);
      if ('value' in read) values[key] = read.value;
      else report(CONFIG.badValue({ key, ...read, excerpt: entry.valuePlace.excerpt }, entry.valuePlace.at));
    }
  }
  return new GroupView(name, values as GroupValues<G>, group);
}

function unknownKey(group: GroupName, key: string, { keyPlace }: RecipeEntry): Diagnostic {
  const elsewhere = RECIPE_KEYS.find((known) => known.key === key)?.group;
  const like =
    nearest(key, Object.keys(RECIPE_GROUPS[group])) ??
    nearest(
      key,
      RECIPE_KEYS.map((known) => known.key),
    );
  return CONFIG.unknownKey(
    {
      key,
      group,
      excerpt: keyPlace.excerpt,
      ...(like === undefined ? {} : { nearest: like }),
      ...(elsewhere === undefined ? {} : { elsewhere }),
    },
    keyPlace.at,
  );
}
