/** A role that files play, as messages name it, and how many bytes such a file may have. */
export interface FileKind {
  readonly role: string;
  readonly most: number;
}

const KIB = 2 ** 10;
const MIB = 2 ** 20;

/** Every kind of file that users give. Each bound stands far above any real file of the kind; see docs/limits.md. */
export const FILE_KINDS = {
  recipe: { role: 'recipe', most: 8 * MIB },
  prototxt: { role: 'prototxt', most: 16 * MIB },
  /** The wire format of protobuf ends at 2 GiB. */
  caffemodel: { role: 'caffemodel', most: 2048 * MIB },
  onnx: { role: 'model', most: 2048 * MIB },
  /** Parts are read as the tensors ask for them. */
  externalData: { role: 'external data', most: 2 ** 20 * MIB },
  bin: { role: '.bin', most: 4096 * MIB },
  sample: { role: 'sample', most: 512 * MIB },
  tensor: { role: 'tensor', most: 512 * MIB },
  picture: { role: 'picture', most: 256 * MIB },
  customOp: { role: 'module of custom operators', most: 64 * MIB },
  labels: { role: 'label file', most: 64 * MIB },
  classNames: { role: 'class-name file', most: 1024 * KIB },
  list: { role: 'list', most: 64 * MIB },
} as const satisfies Readonly<Record<string, FileKind>>;
