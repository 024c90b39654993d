import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Trained networks and pictures: beside the project, never part of it. */
export const DATA = process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data');

export const HAVE_DATA = existsSync(join(DATA, 'README.md'));

/** A trained network, and what its publisher does to pictures. */
export interface Net {
  readonly name: string;
  readonly files: { readonly onnx: string } | { readonly prototxt: string; readonly caffemodel: string };
  readonly order: 'rgb' | 'bgr';
  readonly mean?: readonly number[];
  readonly scale?: readonly number[];
  readonly shape?: string;
  readonly pictures: 'imagenet500' | 'coco64';
  /** One of those that the published figures are of. */
  readonly chosen: boolean;
}

const IMAGENET = { mean: [123.675, 116.28, 103.53], scale: [0.01712475, 0.017507, 0.01742919] };

export const NETS: readonly Net[] = [
  {
    name: 'squeezenet',
    files: {
      prototxt: 'models/squeezenet_v1.1/deploy.prototxt',
      caffemodel: 'models/squeezenet_v1.1/squeezenet_v1.1.caffemodel',
    },
    order: 'bgr',
    mean: [104, 117, 123],
    shape: '1x3x227x227',
    pictures: 'imagenet500',
    chosen: false,
  },
  {
    name: 'mobilenet_v2',
    files: { onnx: 'models/mobilenet_v2.onnx' },
    order: 'rgb',
    ...IMAGENET,
    pictures: 'imagenet500',
    chosen: true,
  },
  {
    name: 'nanodet_m_320',
    files: { onnx: 'models/nanodet_m_320.onnx' },
    order: 'bgr',
    mean: [103.53, 116.28, 123.675],
    scale: [0.01742919, 0.017507, 0.01712475],
    pictures: 'coco64',
    chosen: true,
  },
  {
    name: 'yolox_nano',
    files: { onnx: 'models/yolox_nano.onnx' },
    order: 'bgr',
    pictures: 'coco64',
    chosen: true,
  },
  {
    name: 'yolo-fastestv2',
    files: { onnx: 'more/yolo-fastestv2/yolo-fastestv2.onnx' },
    order: 'bgr',
    scale: [1 / 255],
    pictures: 'coco64',
    chosen: true,
  },
  {
    name: 'ultraface',
    files: { onnx: 'models/ultraface/version-RFB-320.onnx' },
    order: 'rgb',
    mean: [127],
    scale: [1 / 128],
    pictures: 'coco64',
    chosen: true,
  },
  {
    name: 'resnet8',
    files: { onnx: 'models/mlperf-tiny/resnet8.onnx' },
    order: 'rgb',
    pictures: 'imagenet500',
    chosen: false,
  },
  {
    name: 'resnet20',
    files: { onnx: 'more/derived/resnet20_cifar10.onnx' },
    order: 'rgb',
    ...IMAGENET,
    pictures: 'imagenet500',
    chosen: false,
  },
];
