import type { Fit } from '@openbpu/vision';
import { type AnchorLevel, darknet, yoloFastest, yoloV5 } from './decode/anchors';
import { blazeface } from './decode/blazeface';
import { bestClass, embedding } from './decode/lists';
import { above } from './decode/masks';
import { nanodet } from './decode/nanodet';
import { corners, retinaface } from './decode/priors';
import { scrfd } from './decode/scrfd';
import { depths, points } from './decode/values-near';
import { yolox } from './decode/yolox';
import { yunet } from './decode/yunet';
import { boxes, mask, near, sameClass, sameDirection } from './judge';
import type { Net } from './net';

const per = (...deviations: readonly number[]) => deviations.map((value) => 1 / value);
const IMAGENET = { mean: [123.675, 116.28, 103.53], scale: per(58.395, 57.12, 57.375) };
const UNIT = { scale: per(255) };
const SIGNED = { mean: [127.5], scale: per(127.5) };

const scenes = (height: number, width = height) =>
  ({ pictures: 'coco64', fit: { kind: 'resize', height, width } }) as const;
const thumbs = (size: number) =>
  ({ pictures: 'imagenet500', fit: { kind: 'resize', height: size, width: size } }) as const;
const LETTERBOX: Fit = { kind: 'pad', height: 416, width: 416, padValue: 114, position: 'bottom_right' };

const COCO = { least: 0.3, most: 0.45, coco: true };
const FACES = { least: 0.5, most: 0.4 };

const level = (stride: number, ...anchors: AnchorLevel['anchors']) => ({ stride, anchors });

/** The networks whose answers are compared, detectors of COCO's classes first. */
export const NETS: readonly Net[] = [
  {
    name: 'yolox_nano',
    files: { onnx: 'models/yolox_nano.onnx' },
    order: 'bgr',
    pictures: 'coco64',
    fit: LETTERBOX,
    judge: boxes(yolox('output', 416, [8, 16, 32]), COCO),
  },
  {
    name: 'nanodet_m_320',
    files: { onnx: 'models/nanodet_m_320.onnx' },
    order: 'bgr',
    mean: [103.53, 116.28, 123.675],
    scale: per(57.375, 57.12, 58.395),
    ...scenes(320),
    judge: boxes(nanodet(320, [8, 16, 32]), COCO),
  },
  {
    name: 'yolov5lite-e',
    files: { onnx: 'more/yolov5lite-e/v5Lite-e-sim-320.onnx' },
    order: 'rgb',
    ...UNIT,
    ...scenes(320),
    judge: boxes(
      yoloV5('output', 320, [
        level(8, [10, 13], [16, 30], [33, 23]),
        level(16, [30, 61], [62, 45], [59, 119]),
        level(32, [116, 90], [156, 198], [373, 326]),
      ]),
      COCO,
    ),
  },
  {
    name: 'yolo-fastestv2',
    files: { onnx: 'more/yolo-fastestv2/yolo-fastestv2.onnx' },
    order: 'bgr',
    ...UNIT,
    ...scenes(352),
    judge: boxes(
      yoloFastest([
        { output: '794', ...level(16, [12.64, 19.39], [37.88, 51.48], [55.71, 138.31]) },
        { output: '796', ...level(32, [126.91, 78.23], [131.57, 214.55], [279.92, 258.87]) },
      ]),
      COCO,
    ),
  },
  {
    name: 'yunet',
    files: { onnx: 'models/yunet_n_320_320.onnx' },
    order: 'bgr',
    ...scenes(320),
    judge: boxes(yunet(320, [8, 16, 32]), FACES),
  },
  {
    name: 'ultraface',
    files: { onnx: 'models/ultraface/version-RFB-320.onnx' },
    order: 'rgb',
    mean: [127],
    scale: per(128),
    ...scenes(240, 320),
    judge: boxes(corners({ scores: 'scores', boxes: 'boxes' }, 320, 240), FACES),
  },
  {
    name: 'scrfd',
    files: { onnx: 'more/scrfd/scrfd_500m_kps.onnx' },
    order: 'rgb',
    mean: [127.5],
    scale: per(128),
    ...scenes(640),
    judge: boxes(
      scrfd(
        640,
        [8, 16, 32].map((stride, i) => ({ stride, scores: `out${i}`, sides: `out${i + 3}` })),
      ),
      FACES,
    ),
  },
  {
    name: 'retinaface',
    files: { onnx: 'more/retinaface-qdq/RetinaFace_int.onnx' },
    order: 'bgr',
    mean: [104, 117, 123],
    ...scenes(320),
    judge: boxes(
      retinaface({ scores: 'RetinaFace::9554', deltas: 'RetinaFace::9281' }, 320, [
        { stride: 8, sides: [16, 32] },
        { stride: 16, sides: [64, 128] },
        { stride: 32, sides: [256, 512] },
      ]),
      FACES,
    ),
  },
  {
    name: 'blazeface',
    files: { onnx: 'more/blazeface/blazeface.onnx' },
    order: 'rgb',
    layout: 'NHWC',
    ...SIGNED,
    ...scenes(128),
    judge: boxes(blazeface(128), FACES),
  },
  {
    name: 'yoloface',
    files: {
      prototxt: 'more/yoloface-caffe/yoloface-500k-v2.prototxt',
      caffemodel: 'more/yoloface-caffe/yoloface-500k-v2.caffemodel',
    },
    order: 'rgb',
    ...UNIT,
    ...scenes(288, 352),
    judge: boxes(
      darknet([
        { output: 'layer71-conv', ...level(32, [47, 60], [83, 97], [141, 149]) },
        { output: 'layer83-conv', ...level(16, [16, 24], [33, 25], [26, 41]) },
        { output: 'layer95-conv', ...level(8, [4, 6], [7, 10], [11, 15]) },
      ]),
      FACES,
    ),
  },
  {
    name: 'selfie',
    files: { onnx: 'more/obs/selfie_segmentation.onnx' },
    order: 'rgb',
    layout: 'NHWC',
    ...UNIT,
    ...scenes(256),
    judge: mask(above('activation_10', 0.5)),
  },
  {
    name: 'sinet',
    files: { onnx: 'more/obs/SINet_Softmax_simple.onnx' },
    order: 'bgr',
    mean: [102.89, 111.25, 126.91],
    scale: per(62.93 * 255, 62.82 * 255, 66.36 * 255),
    ...scenes(320),
    judge: mask(above('Softmax/1', 0.5)),
  },
  {
    name: 'ppocr',
    files: { onnx: 'more/ppocr/ch_PP-OCRv3_det_infer.onnx' },
    order: 'bgr',
    ...IMAGENET,
    shape: '1x3x320x320',
    ...scenes(320),
    judge: mask(above('sigmoid_0.tmp_0', 0.3)),
  },
  {
    name: 'tcmonodepth',
    files: { onnx: 'more/obs/tcmonodepth_tcsmallnet_192x320.onnx' },
    order: 'rgb',
    ...scenes(192, 320),
    judge: near('depths within 5 %', depths('output')),
  },
  {
    name: 'hand_landmark',
    files: { onnx: 'more/hand/hand_landmark.onnx' },
    order: 'rgb',
    layout: 'NHWC',
    ...UNIT,
    ...scenes(224),
    judge: near('points within 5 %', points('Identity', 224)),
  },
  {
    name: 'mobilefacenet',
    files: { onnx: 'more/mobilefacenet/mobilefacenet.onnx' },
    order: 'rgb',
    mean: [127],
    scale: per(128),
    ...scenes(112),
    judge: sameDirection(embedding('output')),
  },
  {
    name: 'osnet',
    files: { onnx: 'more/osnet/osnet_x0_25_msmt17.onnx' },
    order: 'rgb',
    ...IMAGENET,
    shape: '1x3x256x128',
    ...scenes(256, 128),
    judge: sameDirection(embedding('output')),
  },
  {
    name: 'resnet20',
    files: { onnx: 'more/derived/resnet20_cifar10.onnx' },
    order: 'rgb',
    ...IMAGENET,
    ...thumbs(32),
    judge: sameClass(bestClass('logits')),
  },
];
