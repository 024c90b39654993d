/**
 * The messages of an ONNX file as plain data. Repeated fields are always there, possibly empty; other fields are absent
 * where the file has none. `unknown` keeps fields nobody here reads, as they stood in the file.
 */
interface Message {
  readonly unknown?: readonly Uint8Array[];
}

export interface ModelProto extends Message {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly producerVersion?: string;
  readonly domain?: string;
  readonly modelVersion?: number;
  readonly docString?: string;
  readonly graph: GraphProto;
  readonly opsetImport: readonly OperatorSetIdProto[];
  readonly metadataProps: readonly StringStringEntryProto[];
  readonly functions: readonly FunctionProto[];
}

/** An absent or empty domain is the standard's own. */
export interface OperatorSetIdProto extends Message {
  readonly domain?: string;
  readonly version?: number;
}

export interface StringStringEntryProto extends Message {
  readonly key?: string;
  readonly value?: string;
}

export interface GraphProto extends Message {
  readonly node: readonly NodeProto[];
  readonly name?: string;
  readonly initializer: readonly TensorProto[];
  readonly docString?: string;
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
  readonly valueInfo: readonly ValueInfoProto[];
  readonly quantizationAnnotation: readonly TensorAnnotation[];
  readonly sparseInitializer: readonly SparseTensorProto[];
  readonly metadataProps: readonly StringStringEntryProto[];
}

export interface TensorAnnotation extends Message {
  readonly tensorName?: string;
  readonly quantParameterTensorNames: readonly StringStringEntryProto[];
}

/** An empty string among `input` or `output` stands for one that is not given. */
export interface NodeProto extends Message {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name?: string;
  readonly opType?: string;
  readonly attribute: readonly AttributeProto[];
  readonly docString?: string;
  readonly domain?: string;
  readonly overload?: string;
  readonly metadataProps: readonly StringStringEntryProto[];
}

/**
 * The value is in the field `type` names (see `AttributeType`); inside a function it may be a reference to an attribute
 * of the call.
 */
export interface AttributeProto extends Message {
  readonly name?: string;
  readonly f?: number;
  readonly i?: bigint;
  /** UTF-8. */
  readonly s?: Uint8Array;
  readonly t?: TensorProto;
  readonly g?: GraphProto;
  readonly floats: readonly number[];
  readonly ints: readonly bigint[];
  readonly strings: readonly Uint8Array[];
  readonly tensors: readonly TensorProto[];
  readonly graphs: readonly GraphProto[];
  readonly docString?: string;
  readonly tp?: TypeProto;
  readonly typeProtos: readonly TypeProto[];
  readonly type?: number;
  readonly refAttrName?: string;
  readonly sparseTensor?: SparseTensorProto;
  readonly sparseTensors: readonly SparseTensorProto[];
}

export interface FunctionProto extends Message {
  readonly name?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  /** Attributes a call must give. */
  readonly attribute: readonly string[];
  readonly node: readonly NodeProto[];
  readonly docString?: string;
  readonly opsetImport: readonly OperatorSetIdProto[];
  readonly domain?: string;
  /** Attributes with a default. */
  readonly attributeProto: readonly AttributeProto[];
  readonly valueInfo: readonly ValueInfoProto[];
  readonly overload?: string;
  readonly metadataProps: readonly StringStringEntryProto[];
}

/** `rawData` and the byte strings are views on the file. Read it with `readTensor`. */
export interface TensorProto extends Message {
  readonly dims: readonly number[];
  /** See `DataType`. */
  readonly dataType?: number;
  readonly segment?: { readonly begin?: number; readonly end?: number };
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly stringData: readonly Uint8Array[];
  readonly int64Data: readonly bigint[];
  readonly name?: string;
  readonly rawData?: Uint8Array;
  readonly doubleData: readonly number[];
  readonly uint64Data: readonly bigint[];
  readonly docString?: string;
  readonly externalData: readonly StringStringEntryProto[];
  /** 1: the data lies in another file. */
  readonly dataLocation?: number;
  readonly metadataProps: readonly StringStringEntryProto[];
}

export interface SparseTensorProto extends Message {
  readonly values?: TensorProto;
  readonly indices?: TensorProto;
  readonly dims: readonly number[];
}

export interface ValueInfoProto extends Message {
  readonly name?: string;
  readonly type?: TypeProto;
  readonly docString?: string;
  readonly metadataProps: readonly StringStringEntryProto[];
}

/** Exactly one of the types is given. */
export interface TypeProto extends Message {
  readonly tensorType?: TypeTensor;
  readonly sequenceType?: { readonly elemType?: TypeProto };
  readonly mapType?: { readonly keyType?: number; readonly valueType?: TypeProto };
  readonly denotation?: string;
  readonly sparseTensorType?: TypeTensor;
  readonly optionalType?: { readonly elemType?: TypeProto };
}

/** Without `shape` not even the rank is known. */
export interface TypeTensor extends Message {
  readonly elemType?: number;
  readonly shape?: TensorShapeProto;
}

export interface TensorShapeProto extends Message {
  readonly dim: readonly Dimension[];
}

/** A number, a name, or neither: unknown. */
export interface Dimension extends Message {
  readonly dimValue?: number;
  readonly dimParam?: string;
  readonly denotation?: string;
}
