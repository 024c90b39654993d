import type { Fit } from '@openbpu/vision';
import type { TestRecipe } from './recipe-text';

/** Where calibration and test samples of a model come from. */
export type Samples =
  | { readonly kind: 'pictures'; readonly set: 'imagenet500' | 'coco64'; readonly fit: Fit }
  /** The golden inputs themselves, as feature maps. */
  | { readonly kind: 'golden'; readonly net: string };

/**
 * One real model and how it is fed, as its publisher says (see the data's README). Paths are inside the data folder.
 */
export interface RealModel {
  readonly name: string;
  readonly kind: 'classifier' | 'detector' | 'other';
  readonly files: TestRecipe['model'];
  readonly inputName: string;
  /** Given where the model declares another batch. */
  readonly inputShape?: string;
  readonly typeTrain: 'rgb' | 'bgr' | 'gray' | 'featuremap';
  /** Run-time types it is converted for. */
  readonly typesRt: readonly string[];
  readonly mean?: readonly number[];
  readonly scale?: readonly number[];
  readonly samples: Samples;
  /** Nets of the golden folder that show its float outputs. */
  readonly golden: string;
}

const crop = (size: number): Samples => ({
  kind: 'pictures',
  set: 'imagenet500',
  fit: { kind: 'crop', shortSide: 256, height: size, width: size },
});
const resized = (set: 'imagenet500' | 'coco64', height: number, width = height): Samples => ({
  kind: 'pictures',
  set,
  fit: { kind: 'resize', height, width },
});
const per = (...std: number[]) => std.map((value) => 1 / value);

const ultraface = {
  kind: 'detector',
  inputName: 'input',
  typeTrain: 'rgb',
  mean: [127],
  scale: per(128),
  samples: resized('coco64', 240, 320),
} as const;
const mtcnn = {
  kind: 'detector',
  inputName: 'data',
  typeTrain: 'rgb',
  typesRt: ['rgb', 'nv12'],
  mean: [127.5],
  scale: per(128),
} as const;

/** Every real model the toolchain is held to, smallest first. */
export const MODELS: readonly RealModel[] = [
  {
    name: 'resnet8',
    kind: 'classifier',
    files: { onnx: 'models/mlperf-tiny/resnet8.onnx' },
    inputName: 'input',
    typeTrain: 'rgb',
    typesRt: ['rgb', 'nv12'],
    samples: resized('imagenet500', 32),
    golden: 'resnet8',
  },
  {
    name: 'kws',
    kind: 'classifier',
    files: { onnx: 'models/mlperf-tiny/kws.onnx' },
    inputName: 'input',
    typeTrain: 'featuremap',
    typesRt: ['featuremap'],
    samples: { kind: 'golden', net: 'kws' },
    golden: 'kws',
  },
  {
    name: 'mnist-8',
    kind: 'classifier',
    files: { onnx: 'models/mnist/mnist-8.onnx' },
    inputName: 'Input3',
    typeTrain: 'gray',
    typesRt: ['gray'],
    samples: resized('imagenet500', 28),
    golden: 'mnist-8',
  },
  {
    name: 'mnist_tengine',
    kind: 'classifier',
    files: { onnx: 'models/mnist/mnist_tengine.onnx' },
    inputName: 'images',
    typeTrain: 'gray',
    typesRt: ['gray'],
    scale: per(255),
    samples: resized('imagenet500', 28),
    golden: 'mnist_tengine',
  },
  {
    name: 'mtcnn_det1',
    ...mtcnn,
    files: { prototxt: 'models/mtcnn/det1.prototxt', caffemodel: 'models/mtcnn/det1.caffemodel' },
    samples: resized('coco64', 12),
    golden: 'mtcnn_det1',
  },
  {
    name: 'mtcnn_det2',
    ...mtcnn,
    files: { prototxt: 'models/mtcnn/det2.prototxt', caffemodel: 'models/mtcnn/det2.caffemodel' },
    samples: resized('coco64', 24),
    golden: 'mtcnn_det2',
  },
  {
    name: 'vww',
    kind: 'classifier',
    files: { onnx: 'models/mlperf-tiny/vww_96_float.onnx' },
    inputName: 'input',
    typeTrain: 'rgb',
    typesRt: ['rgb', 'nv12'],
    scale: per(255),
    samples: resized('coco64', 96),
    golden: 'vww_96_float',
  },
  {
    name: 'ultraface_caffe',
    ...ultraface,
    typesRt: ['rgb', 'nv12'],
    files: { prototxt: 'models/ultraface/RFB-320.prototxt', caffemodel: 'models/ultraface/RFB-320.caffemodel' },
    golden: 'ultraface_RFB-320_caffe',
  },
  {
    name: 'ultraface_simplified',
    ...ultraface,
    typesRt: ['rgb', 'nv12'],
    files: { onnx: 'models/ultraface/version-RFB-320_simplified.onnx' },
    golden: 'ultraface_RFB-320_onnx_simplified',
  },
  {
    name: 'ultraface',
    ...ultraface,
    typesRt: ['rgb', 'nv12'],
    files: { onnx: 'models/ultraface/version-RFB-320.onnx' },
    golden: 'ultraface_RFB-320_onnx',
  },
  {
    name: 'yunet',
    kind: 'detector',
    files: { onnx: 'models/yunet_n_320_320.onnx' },
    inputName: 'input',
    typeTrain: 'bgr',
    typesRt: ['bgr', 'nv12'],
    samples: resized('coco64', 320),
    golden: 'yunet_n_320_320',
  },
  {
    name: 'squeezenet_v1.1',
    kind: 'classifier',
    files: {
      prototxt: 'models/squeezenet_v1.1/deploy.prototxt',
      caffemodel: 'models/squeezenet_v1.1/squeezenet_v1.1.caffemodel',
    },
    inputName: 'data',
    inputShape: '1x3x227x227',
    typeTrain: 'bgr',
    typesRt: ['bgr'],
    mean: [104, 117, 123],
    samples: crop(227),
    golden: 'squeezenet_v1.1',
  },
  {
    name: 'mobilenet_v1',
    kind: 'classifier',
    files: {
      prototxt: 'models/mobilenet_v1/mobilenet_v1.prototxt',
      caffemodel: 'models/mobilenet_v1/mobilenet_v1.caffemodel',
    },
    inputName: 'data',
    typeTrain: 'bgr',
    typesRt: ['bgr', 'nv12'],
    mean: [127.5],
    scale: per(127.5),
    samples: crop(224),
    golden: 'mobilenet_v1',
  },
  {
    name: 'mobilenet_v2',
    kind: 'classifier',
    files: { onnx: 'models/mobilenet_v2.onnx' },
    inputName: 'input',
    typeTrain: 'rgb',
    typesRt: ['rgb', 'nv12'],
    mean: [123.675, 116.28, 103.53],
    scale: per(58.395, 57.12, 57.375),
    samples: crop(224),
    golden: 'mobilenet_v2',
  },
  {
    name: 'nanodet_m_320',
    kind: 'detector',
    files: { onnx: 'models/nanodet_m_320.onnx' },
    inputName: 'input.1',
    typeTrain: 'bgr',
    typesRt: ['bgr', 'nv12'],
    mean: [103.53, 116.28, 123.675],
    scale: per(57.375, 57.12, 58.395),
    samples: resized('coco64', 320),
    golden: 'nanodet_m_320',
  },
  {
    name: 'yolox_nano',
    kind: 'detector',
    files: { onnx: 'models/yolox_nano.onnx' },
    inputName: 'images',
    typeTrain: 'bgr',
    typesRt: ['bgr', 'nv12'],
    samples: {
      kind: 'pictures',
      set: 'coco64',
      fit: { kind: 'pad', height: 416, width: 416, padValue: 114, position: 'bottom_right' },
    },
    golden: 'yolox_nano',
  },
];
