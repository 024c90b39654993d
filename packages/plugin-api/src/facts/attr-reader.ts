import type { Node } from '@openbpu/ir';

/** Reads attributes of a node whose op is not known here. Another kind of value than asked for counts as absent. */
export class AttrReader {
  private readonly attrs: Readonly<Record<string, unknown>>;

  constructor(node: Node) {
    this.attrs = typeof node.attrs === 'object' && node.attrs !== null ? { ...node.attrs } : {};
  }

  number(name: string): number | undefined {
    const value = this.attrs[name];
    return typeof value === 'number' ? value : undefined;
  }

  numbers(name: string): readonly number[] | undefined {
    const value = this.attrs[name];
    return Array.isArray(value) && value.every((each): each is number => typeof each === 'number') ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.attrs[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A flag as ONNX writes it: 1 or 0. */
  flag(name: string): number | undefined {
    const value = this.attrs[name];
    return typeof value === 'boolean' ? Number(value) : this.number(name);
  }
}
