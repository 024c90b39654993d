/**
 * Names that are taken, and free ones beside them: the wanted name, else `<wanted>_1`, `<wanted>_2`, …, the first that
 * is not taken. What is given out is taken from then on.
 */
export class NameSpace {
  private readonly taken: Set<string>;

  /** `others` tells of names that are taken elsewhere and may change while this space is used. */
  constructor(
    taken: Iterable<string> = [],
    private readonly others: (name: string) => boolean = () => false,
  ) {
    this.taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.taken.has(name) || this.others(name);
  }

  /** Says that names are taken, whoever took them. */
  take(...names: readonly string[]): this {
    for (const name of names) this.taken.add(name);
    return this;
  }

  free(wanted: string): string {
    let name = wanted;
    for (let i = 1; this.has(name); i++) name = `${wanted}_${i}`;
    this.taken.add(name);
    return name;
  }
}
