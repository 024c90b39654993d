import type { Tensor } from '@openbpu/tensor';
import type { ModelSession } from '../model-session';
import { letGo } from '../observe/let-go';
import type { WirePort } from './protocol';

type Tensors = ReadonlyMap<string, Tensor>;

/**
 * Models that run one after the other as one, each behind those whose values it takes, under the same names; they may
 * stand in any order. Only those run that are needed for what is wanted and not fed: a run that is fed with a value in
 * the middle begins behind it.
 */
export class ChainSession implements ModelSession {
  readonly inputs: readonly WirePort[];
  readonly outputs: readonly WirePort[];
  readonly givesOwn: boolean;

  private readonly pieces: readonly ModelSession[];

  constructor(models: readonly ModelSession[]) {
    const pieces = (this.pieces = inOrder(models));
    this.outputs = pieces.flatMap(({ outputs }) => outputs);
    const given = new Set(this.outputs.map(({ name }) => name));
    const inputs = pieces.flatMap((piece) => piece.inputs).filter(({ name }) => !given.has(name));
    this.inputs = [...new Map(inputs.map((port) => [port.name, port])).values()];
    this.givesOwn = pieces.every((piece) => piece.givesOwn === true);
  }

  async run(feeds: Tensors, wanted: readonly string[]): Promise<Map<string, Tensor>> {
    const found = new Map<string, Tensor>();
    for await (const [id, tensor] of this.each(feeds, wanted)) if (wanted.includes(id)) found.set(id, tensor);
    return new Map(wanted.map((id) => [id, found.get(id)!]));
  }

  async pour(feeds: Tensors, wanted: readonly string[], take: (id: string, tensor: Tensor) => void): Promise<void> {
    const asked = new Set(wanted);
    for await (const [id, tensor] of this.each(feeds, wanted, this.givesOwn)) if (asked.has(id)) take(id, tensor);
  }

  async close(): Promise<void> {
    await Promise.all(this.pieces.map((piece) => piece.close()));
  }

  /** What the pieces give that are needed; with `drop` it is let go once the next piece has run. */
  private async *each(feeds: Tensors, wanted: readonly string[], drop = false): AsyncGenerator<[string, Tensor]> {
    for (const id of wanted) if (feeds.has(id)) yield [id, feeds.get(id)!];
    const needed = new Set(wanted.filter((id) => !feeds.has(id)));
    const due = this.pieces.toReversed().filter(({ inputs, outputs }) => {
      if (!outputs.some(({ name }) => needed.has(name))) return false;
      for (const { name } of inputs) if (!feeds.has(name)) needed.add(name);
      return true;
    });
    const known = new Map(feeds);
    for (const [at, piece] of due.toReversed().entries()) {
      const given = await piece.run(
        new Map(piece.inputs.map(({ name }) => [name, known.get(name)!])),
        piece.outputs.map(({ name }) => name).filter((name) => needed.has(name)),
      );
      yield* given;
      if (!drop) {
        for (const [id, tensor] of given) known.set(id, tensor);
        continue;
      }
      const later = due.toReversed().slice(at + 1);
      const isRead = (id: string) => later.some(({ inputs }) => inputs.some(({ name }) => name === id));
      const over = [...known, ...given].filter(([id]) => !feeds.has(id) && !isRead(id));
      for (const [id, tensor] of given) if (isRead(id)) known.set(id, tensor);
      for (const [id] of over) known.delete(id);
      letGo(over.map(([, { data }]) => data));
    }
  }
}

/** Each behind those that give what it takes; in the order given where there is a choice. */
function inOrder(models: readonly ModelSession[]): readonly ModelSession[] {
  const makers = new Map(models.flatMap((model) => model.outputs.map(({ name }) => [name, model] as const)));
  const ordered = new Set<ModelSession>();
  const place = (model: ModelSession): void => {
    if (ordered.has(model)) return;
    for (const { name } of model.inputs) {
      const maker = makers.get(name);
      if (maker && maker !== model) place(maker);
    }
    ordered.add(model);
  };
  models.forEach(place);
  return [...ordered];
}
