import { sizeOf } from '@openbpu/tensor';
import { buildGraph } from './proto/build';
import type { ModelProto, NodeProto, ValueInfoProto } from './proto/model';
import { valuesRead } from './values-read';

/** A piece ends where it can once its weights have so many bytes, or its outputs so many elements. */
export interface PieceLimits {
  readonly bytes: number;
  readonly elements: number;
}

const LIMITS: PieceLimits = { bytes: 2 ** 21, elements: 2 ** 18 };

/**
 * A model in pieces that run one after the other: each takes what pieces before it give, under the same names, and the
 * outputs of all together are those of the model; an output that is an input is left to who feeds it. ONNX Runtime
 * gives the same bits for them, since a piece ends only where nothing could have been fused across: behind one value
 * that is an output, or comes out of an If, and that nothing but convolutions reads. Whole outputs need memory for all
 * of them at once, and pieces for their own.
 */
export function chainModel(model: ModelProto, limits = LIMITS): readonly ModelProto[] {
  const { graph } = model;
  const constants = new Map(graph.initializer.map((proto) => [proto.name ?? '', proto]));
  const outputs = new Set(graph.output.map(({ name = '' }) => name));
  const types = new Map([...graph.valueInfo, ...graph.output, ...graph.input].map((info) => [info.name ?? '', info]));
  const reads = graph.node.map(valuesRead);
  const lastRead = new Map(reads.flatMap((ids, at) => ids.map((id) => [id, at] as const)));
  const readers = new Map<string, NodeProto[]>();
  graph.node.forEach((node, at) =>
    new Set(reads[at]).forEach((id) => readers.set(id, [...(readers.get(id) ?? []), node])),
  );
  const pieces: NodeProto[][] = [];
  /** What was given so far and is read later. */
  const live = new Map<string, NodeProto>();
  let [piece, bytes, elements]: [NodeProto[], number, number] = [[], 0, 0];
  graph.node.forEach((node, at) => {
    piece.push(node);
    for (const id of reads[at]) {
      bytes += constants.get(id)?.rawData?.byteLength ?? 0;
      if (lastRead.get(id) === at) live.delete(id);
    }
    for (const id of node.output) {
      if (lastRead.has(id)) live.set(id, node);
      if (outputs.has(id)) elements += elementsOf(types.get(id));
    }
    const isFull = bytes >= limits.bytes || elements >= limits.elements;
    if (!isFull || at === graph.node.length - 1 || live.size !== 1) return;
    const [[id, maker]] = live;
    const isShown = outputs.has(id) || maker.opType === 'If';
    if (!isShown || elementsOf(types.get(id)) === 0 || !readers.get(id)!.every((reader) => isConv(reader, id))) return;
    pieces.push(piece);
    [piece, bytes, elements] = [[], 0, 0];
  });
  pieces.push(piece);
  return pieces.map((nodes, number) => pieceOf(nodes, number === pieces.length - 1));

  function pieceOf(nodes: readonly NodeProto[], isLast: boolean): ModelProto {
    const given = new Set(nodes.flatMap(({ output }) => output));
    const shown = isLast ? graph.output.filter(pieces.length > 1 ? isConstant : isUngiven) : [];
    const read = new Set([...nodes.flatMap(valuesRead), ...shown.map(({ name = '' }) => name)]);
    const own = new Set(nodes);
    const isGiven = ({ name = '' }: ValueInfoProto) => given.has(name);
    const handedOn = [...given].filter(
      (id) => !outputs.has(id) && readers.get(id)?.some((reader) => !own.has(reader)) === true,
    );
    const inputs = [...read].filter((id) => !given.has(id) && !constants.has(id) && types.has(id));
    return {
      ...model,
      graph: buildGraph({
        name: graph.name ?? '',
        node: [...nodes],
        initializer: graph.initializer.filter(({ name = '' }) => read.has(name)),
        input: inputs.map((id) => types.get(id)!),
        output: [
          ...graph.output.filter((info) => isGiven(info) || shown.includes(info)),
          ...handedOn.map((id) => types.get(id)!),
        ],
        valueInfo: graph.valueInfo.filter((info) => isGiven(info) && !handedOn.includes(info.name ?? '')),
      }),
    };
  }

  /** What no node gives: a constant, which the last piece has, or an input, which is left to who feeds it. */
  function isUngiven({ name = '' }: ValueInfoProto): boolean {
    return !graph.node.some(({ output }) => output.includes(name));
  }

  function isConstant({ name = '' }: ValueInfoProto): boolean {
    return constants.has(name);
  }
}

function isConv({ opType, domain = '', input }: NodeProto, data: string): boolean {
  return opType === 'Conv' && domain === '' && input[0] === data && !input.slice(1).includes(data);
}

/** 0 where a size is not known. */
function elementsOf(info: ValueInfoProto | undefined): number {
  const dims = info?.type?.tensorType?.shape?.dim;
  return dims ? sizeOf(dims.map(({ dimValue = 0 }) => Number(dimValue))) : 0;
}
