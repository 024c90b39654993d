import { type MessageName, type MessageSpec, MESSAGES } from './descriptor';
import type { ExternalLoader } from './external-data';
import type { ModelProto, TensorProto } from './model';
import { isExternal, readTensorBytes } from './read-tensor';

const messages: Readonly<Record<string, MessageSpec>> = MESSAGES;

type Visit = (tensor: TensorProto) => TensorProto;

/**
 * The model with the data of every external tensor inside it, those of attributes, subgraphs and functions too; the
 * very model where none is external. Initialisers of the main graph stay outside where `initialisers` is false. Throws
 * what `load` throws.
 */
export function withExternalData(model: ModelProto, load: ExternalLoader, { initialisers = true } = {}): ModelProto {
  const inline: Visit = (tensor) => {
    if (!isExternal(tensor)) return tensor;
    const { dataLocation: _location, ...rest } = tensor;
    return { ...rest, externalData: [], rawData: readTensorBytes(tensor, load) };
  };
  if (initialisers) return mapTensors('ModelProto', model, inline);
  const { initializer } = model.graph;
  const changed = mapTensors('ModelProto', { ...model, graph: { ...model.graph, initializer: [] } }, inline);
  return { ...changed, graph: { ...changed.graph, initializer } };
}

/** The first tensor, in the order of the file, whose data lies in another file. */
export function firstExternal(model: ModelProto): TensorProto | undefined {
  let found: TensorProto | undefined;
  mapTensors('ModelProto', model, (tensor) => {
    if (isExternal(tensor)) found ??= tensor;
    return tensor;
  });
  return found;
}

/** A message with every tensor in it changed; the same object where nothing is. */
function mapTensors<T extends object>(name: MessageName, message: T, visit: Visit): T {
  const changes: Record<string, unknown> = {};
  for (const [key, { type, repeated }] of Object.entries(messages[name])) {
    const value: unknown = Object.hasOwn(message, key) ? message[key as keyof T] : undefined;
    if (!(type in messages) || value === undefined) continue;
    const change = (part: object): object =>
      type === 'TensorProto' ? visit(part as TensorProto) : mapTensors(type as MessageName, part, visit);
    if (!repeated) {
      const changed = change(value as object);
      if (changed !== value) changes[key] = changed;
    } else {
      const parts = value as readonly object[];
      const changed = parts.map(change);
      if (changed.some((part, i) => part !== parts[i])) changes[key] = changed;
    }
  }
  return Object.keys(changes).length === 0 ? message : { ...message, ...changes };
}
