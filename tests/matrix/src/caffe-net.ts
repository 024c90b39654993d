import { Writer } from 'protobufjs';
import { convolutions, HEIGHT, WIDTH } from './net';

/** The net as Caffe writes it, for three channels in NCHW: the same layers and weights. */
export function caffeNet(first: number): { readonly prototxt: string; readonly caffemodel: Uint8Array } {
  const conv = (name: string, bottom: string, top: string, count: number, kernel: number) =>
    layer(
      name,
      'Convolution',
      [bottom],
      top,
      `convolution_param { num_output: ${count} kernel_size: ${kernel} pad: ${(kernel - 1) / 2} }`,
    );
  const dims = [first, 3, HEIGHT, WIDTH].map((dim) => `dim: ${dim}`).join(' ');
  const prototxt = [
    'name: "net"',
    `layer { name: "x" type: "Input" top: "x" input_param { shape { ${dims} } } }`,
    conv('c1', 'x', 'a', 4, 3),
    layer('r1', 'ReLU', ['a'], 'b'),
    conv('c2', 'b', 'c', 5, 1),
    layer('s', 'Sigmoid', ['c'], 'd'),
    conv('c3', 'b', 'e', 5, 3),
    layer('r2', 'ReLU', ['e'], 'f'),
    layer('g', 'Eltwise', ['d', 'f'], 'g'),
    conv('c4', 'g', 'i', 4, 1),
    layer('r3', 'ReLU', ['i'], 'y'),
  ];
  return { prototxt: prototxt.join('\n'), caffemodel: caffemodel() };
}

function layer(name: string, type: string, bottoms: readonly string[], top: string, more = ''): string {
  const from = bottoms.map((bottom) => `bottom: "${bottom}"`).join(' ');
  return `layer { name: "${name}" type: "${type}" ${from} top: "${top}" ${more} }`;
}

/** Fields of caffe.proto: layers of a net 100; name and blobs of a layer 1 and 7; shape and data of a blob 7 and 5. */
function caffemodel(): Uint8Array {
  const net = new Writer();
  for (const [name, blobs] of convolutions(3)) {
    const written = new Writer().uint32(field(1)).string(name);
    for (const { shape, data } of blobs) {
      const blob = new Writer().uint32(field(7)).fork().uint32(field(1)).fork();
      for (const dim of shape) blob.int64(dim);
      blob.ldelim().ldelim().uint32(field(5)).fork();
      for (const value of data) blob.float(value);
      written.uint32(field(7)).bytes(blob.ldelim().finish());
    }
    net.uint32(field(100)).bytes(written.finish());
  }
  return Uint8Array.from(net.finish());
}

/** The key of a length-delimited field. */
const field = (number: number) => number * 8 + 2;
