import { bytesOf } from '@openbpu/tensor';

/** A network of one convolution, its prototxt as the guide writes them; `more` stands behind it. */
export function prototxt(more = ''): string {
  return `name: "net"
layer {
  name: "data"
  type: "Input"
  top: "data"
  input_param { shape: { dim: 1 dim: 3 dim: 8 dim: 8 } }
}
layer {
  name: "Convolution1"
  type: "Convolution"
  bottom: "data"
  top: "Convolution1"
  convolution_param {
    num_output: 4
    bias_term: false
    pad: 0
    kernel_size: 1
    group: 1
    stride: 1
    weight_filler {
      type: "msra"
    }
  }
}
${more}`;
}

/** The layer that the guide shows as one that cannot be taken. */
export const ACCURACY_LAYER = `layer {
  name: "accuracy"
  type: "Accuracy"
  bottom: "Convolution3"
  top: "accuracy"
  include {
    phase: TEST
  }
}
`;

/** A field of a protobuf message that holds bytes. */
function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}

/** The caffemodel of that network: LayerParameter `name` 1 and `blobs` 7, BlobProto `shape` 7 and `data` 5. */
export function caffemodel(): Uint8Array {
  const weights = Float32Array.from({ length: 12 }, (_, i) => (i - 6) / 10);
  const shape = field(7, field(1, Uint8Array.of(4, 3, 1, 1)));
  const blob = Buffer.concat([shape, field(5, bytesOf(weights))]);
  const layer = Buffer.concat([
    field(1, Buffer.from('Convolution1')),
    field(2, Buffer.from('Convolution')),
    field(7, blob),
  ]);
  return Buffer.concat([field(1, Buffer.from('net')), field(100, layer)]);
}
