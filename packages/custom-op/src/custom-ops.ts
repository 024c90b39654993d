import { type BoundOp, bindOp } from './bound-op';
import { type AnyCustomOp, type PlainAttributes, operatorName } from './custom-op';
import type { LoadedModule } from './load-module';
import { PY_OP, bindPyOp, pyOpAttributes } from './py-op';

/** A node that may stand for a custom operator. */
export interface NodeKind {
  readonly domain: string;
  readonly type: string;
}

/** The custom operators that a job knows: those of the modules that its user has named. */
export class CustomOps {
  /** What `bind` was asked for and gave: names of operators, and paths of the modules of PyOps. */
  readonly asked = new Set<string>();
  private readonly byName = new Map<string, { readonly op: AnyCustomOp; readonly from: LoadedModule }>();

  /** Whether two modules give one operator, `doubles` tells. */
  constructor(readonly modules: readonly LoadedModule[] = []) {
    for (const from of modules) for (const op of from.ops) this.byName.set(operatorName(op), { op, from });
  }

  /** The operators, by name. */
  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  /** An operator that two of the modules give, and these modules. */
  get doubles(): { readonly name: string; readonly modules: readonly string[] } | undefined {
    for (const name of this.names) {
      const given = this.modules.flatMap(({ ops, file }) =>
        ops.filter((op) => operatorName(op) === name).map(() => file),
      );
      if (given.length > 1) return { name, modules: given };
    }
    return undefined;
  }

  /** Whether nodes of this kind are custom operators here. A PyOp is one as soon as there is any module. */
  has({ domain, type }: NodeKind): boolean {
    return this.byName.has(operatorName({ domain, type })) || (this.modules.length > 0 && isPyOp({ domain, type }));
  }

  /**
   * The operator of a node; undefined where no module gives it. Throws CustomOpError where the attributes of the node
   * make no sense.
   */
  bind(kind: NodeKind, attributes: PlainAttributes): BoundOp | undefined {
    if (isPyOp(kind)) {
      const read = pyOpAttributes(attributes);
      const named = this.modules.find(({ stem }) => stem === read.module);
      if (named) this.asked.add(named.file);
      return named && bindPyOp(read, named);
    }
    const name = operatorName(kind);
    const found = this.byName.get(name);
    if (found) this.asked.add(name);
    return found && bindOp(found.op, attributes, found.from.file, found.from);
  }
}

export function isPyOp({ domain, type }: NodeKind): boolean {
  return domain === PY_OP.domain && type === PY_OP.type;
}
