import type { Shape } from '@openbpu/tensor';
import type { FunctionProto, GraphProto, ModelProto, NodeProto, StringStringEntryProto, ValueInfoProto } from './model';

/** What a node is made from; the rest is empty. */
export type NodeDraft = Partial<NodeProto> & Pick<NodeProto, 'opType' | 'input' | 'output'>;

/** A node with the fields that were not given left empty. */
export function buildNode(draft: NodeDraft): NodeProto {
  return { attribute: [], metadataProps: [], ...draft };
}

export function buildGraph(draft: Partial<GraphProto>): GraphProto {
  return {
    node: [],
    initializer: [],
    input: [],
    output: [],
    valueInfo: [],
    quantizationAnnotation: [],
    sparseInitializer: [],
    metadataProps: [],
    ...draft,
  };
}

export function buildFunction(draft: Partial<FunctionProto>): FunctionProto {
  return {
    input: [],
    output: [],
    attribute: [],
    node: [],
    opsetImport: [],
    attributeProto: [],
    valueInfo: [],
    metadataProps: [],
    ...draft,
  };
}

export function buildModel(draft: Partial<ModelProto> & Pick<ModelProto, 'graph'>): ModelProto {
  return { opsetImport: [], metadataProps: [], functions: [], ...draft };
}

/** A named tensor type; a string among the dimensions is a symbolic one, undefined as `shape` is an unknown rank. */
export function buildValue(
  name: string,
  elemType: number,
  shape: Shape | readonly (number | string)[] | undefined,
): ValueInfoProto {
  const dim = shape?.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType, ...(dim ? { shape: { dim } } : {}) } }, metadataProps: [] };
}

/** Entries sorted by key. */
export function buildEntries(entries: Readonly<Record<string, string>>): StringStringEntryProto[] {
  return Object.keys(entries)
    .sort()
    .map((key) => ({ key, value: entries[key] }));
}
