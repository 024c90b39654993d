/**
 * Names that are taken, and free ones beside them: the wanted name, else `<wanted>_1`, `<wanted>_2`, …, the first that
 * is not taken. What is given out is taken from then on.
 */
export class NameSpace {
  private readonly taken: Set<string>;
  /** By wanted name: the first number not known to be taken. What only this space takes never becomes free again. */
  private readonly next = new Map<string, number>();

  /** `others` tells of names that are taken elsewhere and may change while this space is used. */
  constructor(
    taken: Iterable<string> = [],
    private readonly others?: (name: string) => boolean,
  ) {
    this.taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.taken.has(name) || this.others?.(name) === true;
  }

  /** Says that names are taken, whoever took them. */
  take(...names: readonly string[]): this {
    for (const name of names) this.taken.add(name);
    return this;
  }

  free(wanted: string): string {
    let name = wanted;
    let number = this.others ? 1 : (this.next.get(wanted) ?? 1);
    while (this.has(name)) name = `${wanted}_${number++}`;
    this.next.set(wanted, number);
    this.taken.add(name);
    return name;
  }
}
