/** One field of a message: its number, its protobuf type, and how it is stored. */
export interface FieldSpec {
  readonly id: number;
  /** A protobuf scalar, or the name of another message of the table. */
  readonly type: string;
  readonly repeated?: true;
  readonly packed?: true;
  /** 64-bit values that may lie beyond 2^53 and are therefore bigints; other 64-bit fields are numbers. */
  readonly wide?: true;
}

export type MessageSpec = Readonly<Record<string, FieldSpec>>;

const one = (id: number, type: string): FieldSpec => ({ id, type });
const many = (id: number, type: string): FieldSpec => ({ id, type, repeated: true });
const packed = (id: number, type: string): FieldSpec => ({ id, type, repeated: true, packed: true });
const wide = (spec: FieldSpec): FieldSpec => ({ ...spec, wide: true });

/**
 * The messages of the ONNX file format, up to IR version 10, as numbers and types on the wire. Fields that are not
 * listed (training information, device configurations) pass through undecoded.
 */
export const MESSAGES = {
  ModelProto: {
    irVersion: one(1, 'int64'),
    producerName: one(2, 'string'),
    producerVersion: one(3, 'string'),
    domain: one(4, 'string'),
    modelVersion: one(5, 'int64'),
    docString: one(6, 'string'),
    graph: one(7, 'GraphProto'),
    opsetImport: many(8, 'OperatorSetIdProto'),
    metadataProps: many(14, 'StringStringEntryProto'),
    functions: many(25, 'FunctionProto'),
  },
  OperatorSetIdProto: { domain: one(1, 'string'), version: one(2, 'int64') },
  StringStringEntryProto: { key: one(1, 'string'), value: one(2, 'string') },
  GraphProto: {
    node: many(1, 'NodeProto'),
    name: one(2, 'string'),
    initializer: many(5, 'TensorProto'),
    docString: one(10, 'string'),
    input: many(11, 'ValueInfoProto'),
    output: many(12, 'ValueInfoProto'),
    valueInfo: many(13, 'ValueInfoProto'),
    quantizationAnnotation: many(14, 'TensorAnnotation'),
    sparseInitializer: many(15, 'SparseTensorProto'),
    metadataProps: many(16, 'StringStringEntryProto'),
  },
  TensorAnnotation: { tensorName: one(1, 'string'), quantParameterTensorNames: many(2, 'StringStringEntryProto') },
  NodeProto: {
    input: many(1, 'string'),
    output: many(2, 'string'),
    name: one(3, 'string'),
    opType: one(4, 'string'),
    attribute: many(5, 'AttributeProto'),
    docString: one(6, 'string'),
    domain: one(7, 'string'),
    overload: one(8, 'string'),
    metadataProps: many(9, 'StringStringEntryProto'),
  },
  AttributeProto: {
    name: one(1, 'string'),
    f: one(2, 'float'),
    i: wide(one(3, 'int64')),
    s: one(4, 'bytes'),
    t: one(5, 'TensorProto'),
    g: one(6, 'GraphProto'),
    floats: many(7, 'float'),
    ints: wide(many(8, 'int64')),
    strings: many(9, 'bytes'),
    tensors: many(10, 'TensorProto'),
    graphs: many(11, 'GraphProto'),
    docString: one(13, 'string'),
    tp: one(14, 'TypeProto'),
    typeProtos: many(15, 'TypeProto'),
    type: one(20, 'int32'),
    refAttrName: one(21, 'string'),
    sparseTensor: one(22, 'SparseTensorProto'),
    sparseTensors: many(23, 'SparseTensorProto'),
  },
  FunctionProto: {
    name: one(1, 'string'),
    input: many(4, 'string'),
    output: many(5, 'string'),
    attribute: many(6, 'string'),
    node: many(7, 'NodeProto'),
    docString: one(8, 'string'),
    opsetImport: many(9, 'OperatorSetIdProto'),
    domain: one(10, 'string'),
    attributeProto: many(11, 'AttributeProto'),
    valueInfo: many(12, 'ValueInfoProto'),
    overload: one(13, 'string'),
    metadataProps: many(14, 'StringStringEntryProto'),
  },
  TensorProto: {
    dims: many(1, 'int64'),
    dataType: one(2, 'int32'),
    segment: one(3, 'TensorSegment'),
    floatData: packed(4, 'float'),
    int32Data: packed(5, 'int32'),
    stringData: many(6, 'bytes'),
    int64Data: wide(packed(7, 'int64')),
    name: one(8, 'string'),
    rawData: one(9, 'bytes'),
    doubleData: packed(10, 'double'),
    uint64Data: wide(packed(11, 'uint64')),
    docString: one(12, 'string'),
    externalData: many(13, 'StringStringEntryProto'),
    dataLocation: one(14, 'int32'),
    metadataProps: many(16, 'StringStringEntryProto'),
  },
  TensorSegment: { begin: one(1, 'int64'), end: one(2, 'int64') },
  SparseTensorProto: { values: one(1, 'TensorProto'), indices: one(2, 'TensorProto'), dims: many(3, 'int64') },
  ValueInfoProto: {
    name: one(1, 'string'),
    type: one(2, 'TypeProto'),
    docString: one(3, 'string'),
    metadataProps: many(4, 'StringStringEntryProto'),
  },
  TypeProto: {
    tensorType: one(1, 'TypeTensor'),
    sequenceType: one(4, 'TypeOfElements'),
    mapType: one(5, 'TypeMap'),
    denotation: one(6, 'string'),
    sparseTensorType: one(8, 'TypeTensor'),
    optionalType: one(9, 'TypeOfElements'),
  },
  TypeTensor: { elemType: one(1, 'int32'), shape: one(2, 'TensorShapeProto') },
  TypeOfElements: { elemType: one(1, 'TypeProto') },
  TypeMap: { keyType: one(1, 'int32'), valueType: one(2, 'TypeProto') },
  TensorShapeProto: { dim: many(1, 'Dimension') },
  Dimension: { dimValue: one(1, 'int64'), dimParam: one(2, 'string'), denotation: one(3, 'string') },
} as const satisfies Readonly<Record<string, MessageSpec>>;

export type MessageName = keyof typeof MESSAGES;
