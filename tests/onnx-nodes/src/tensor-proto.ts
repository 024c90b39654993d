import { type TensorProto, decodeModel } from '@openbpu/onnx';

/** The tensor in the bytes of a TensorProto, read as the only initialiser of a model. */
export function tensorProto(bytes: Uint8Array): TensorProto | undefined {
  return decodeModel(field(7, field(5, bytes))).graph.initializer.at(0);
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  const head = [number * 8 + 2];
  let length = bytes.length;
  for (; length >= 128; length = Math.floor(length / 128)) head.push((length % 128) + 128);
  return Uint8Array.from([...head, length, ...bytes]);
}
