import type { Graph } from '@openbpu/ir';
import { convNeXtFemto, convNeXtNano, convNeXtPico } from './architectures/conv-next';
import { edgeNextBase, edgeNextXSmall, edgeNextXxSmall } from './architectures/edge-next';
import { efficientFormerL1 } from './architectures/efficient-former';
import { efficientFormerV2 } from './architectures/efficient-former-v2';
import { efficientNetB2, efficientNetB3, efficientNetB4, efficientNetLite0 } from './architectures/efficient-net';
import { fastVitS12, fastVitSa12, fastVitT8 } from './architectures/fast-vit';
import { fasterNetS, fasterNetT0, fasterNetT1 } from './architectures/faster-net';
import { lprNet } from './architectures/lpr-net';
import { mobileNetV1, mobileNetV2, mobileNetV3Large } from './architectures/mobile-net';
import { mobileNetV4Medium, mobileNetV4Small } from './architectures/mobile-net-v4';
import { mobileOneS0, mobileOneS1, mobileOneS2, mobileOneS3 } from './architectures/mobile-one';
import { repGhostNet100, repGhostNet130, repGhostNet150, repGhostNet200 } from './architectures/rep-ghost-net';
import { repVggA0, repVggA1, repVggA2, repVggB0, repVggB1g2, repVggB1g4 } from './architectures/rep-vgg';
import { repViTm09, repViTm10 } from './architectures/rep-vit';
import { resNet18, resNet50 } from './architectures/res-net';
import { yolo11Cls, yolo11Detect, yolo11Pose, yolo11Segment } from './architectures/yolo-11';
import { yolo12 } from './architectures/yolo-12';
import { yolo13 } from './architectures/yolo-13';
import { yolo26Detect, yolo26Pose } from './architectures/yolo-26';
import { yoloV10 } from './architectures/yolo-v10';
import { yoloV5 } from './architectures/yolo-v5';
import { yoloV8Cls, yoloV8Detect, yoloV8Pose, yoloV8Segment } from './architectures/yolo-v8';
import { yoloV9c, yoloV9cSegment, yoloV9e, yoloV9eSegment, yoloV9s, yoloV9t } from './architectures/yolo-v9';

/** The sizes of Ultralytics' networks. */
const SIZES = ['n', 's', 'm', 'l', 'x'] as const;

type Build = (size: (typeof SIZES)[number]) => Graph<'imported'>;

/** One network of every size, by its name. */
const sizes = (family: string, build: Build, suffix = '') =>
  Object.fromEntries(SIZES.map((size) => [`${family}${size}${suffix}`, () => build(size)]));

/** Every network that can be built, by name. */
export const networks: Readonly<Record<string, () => Graph<'imported'>>> = {
  resnet18: resNet18,
  resnet50: () => resNet50(),
  resnext50: () => resNet50(32, 4),
  repvgg_a0: repVggA0,
  repvgg_a1: repVggA1,
  repvgg_a2: repVggA2,
  repvgg_b0: repVggB0,
  repvgg_b1g2: repVggB1g2,
  repvgg_b1g4: repVggB1g4,
  mobileone_s0: mobileOneS0,
  mobileone_s1: mobileOneS1,
  mobileone_s2: mobileOneS2,
  mobileone_s3: mobileOneS3,
  mobilenet_v1: mobileNetV1,
  mobilenet_v2: mobileNetV2,
  mobilenet_v3_large: mobileNetV3Large,
  mobilenet_v4_conv_small: mobileNetV4Small,
  mobilenet_v4_conv_medium: mobileNetV4Medium,
  repghostnet_100: repGhostNet100,
  repghostnet_130: repGhostNet130,
  repghostnet_150: repGhostNet150,
  repghostnet_200: repGhostNet200,
  repvit_m0_9: repViTm09,
  repvit_m1_0: repViTm10,
  convnext_femto: convNeXtFemto,
  convnext_pico: convNeXtPico,
  convnext_nano: convNeXtNano,
  edgenext_xx_small: edgeNextXxSmall,
  edgenext_x_small: edgeNextXSmall,
  edgenext_base: edgeNextBase,
  efficientformer_l1: efficientFormerL1,
  efficientformerv2_s0: () => efficientFormerV2('s0'),
  efficientformerv2_s1: () => efficientFormerV2('s1'),
  efficientformerv2_s2: () => efficientFormerV2('s2'),
  efficientnet_b2: efficientNetB2,
  efficientnet_b3: efficientNetB3,
  efficientnet_b4: efficientNetB4,
  efficientnet_lite0: efficientNetLite0,
  fastvit_t8: fastVitT8,
  fastvit_s12: fastVitS12,
  fastvit_sa12: fastVitSa12,
  fasternet_t0: fasterNetT0,
  fasternet_t1: fasterNetT1,
  fasternet_s: fasterNetS,
  lprnet: lprNet,
  ...sizes('yolov8', yoloV8Cls, '_cls'),
  ...sizes('yolov8', yoloV8Detect),
  ...sizes('yolov8', yoloV8Pose, '_pose'),
  ...sizes('yolov8', yoloV8Segment, '_seg'),
  yolov9t: yoloV9t,
  yolov9s: yoloV9s,
  yolov9c: yoloV9c,
  yolov9c_seg: yoloV9cSegment,
  yolov9e: yoloV9e,
  yolov9e_seg: yoloV9eSegment,
  ...sizes('yolov10', yoloV10),
  ...sizes('yolo11', yolo11Cls, '_cls'),
  ...sizes('yolo11', yolo11Detect),
  ...sizes('yolo11', yolo11Pose, '_pose'),
  ...sizes('yolo11', yolo11Segment, '_seg'),
  ...sizes('yolo12', yolo12),
  ...sizes('yolo26', (size) => yolo11Cls(size, 'op'), '_cls'),
  ...sizes('yolo26', yolo26Detect),
  ...sizes('yolo26', yolo26Pose, '_pose'),
  yolov13n: () => yolo13('n'),
  yolov13s: () => yolo13('s'),
  yolov13l: () => yolo13('l'),
  yolov5nu: () => yoloV5('n', 'u'),
  yolov5su: () => yoloV5('s', 'u'),
  yolov5mu: () => yoloV5('m', 'u'),
  yolov5lu: () => yoloV5('l', 'u'),
  'yolov5s_2.0': () => yoloV5('s', '2.0'),
  'yolov5m_2.0': () => yoloV5('m', '2.0'),
  'yolov5l_2.0': () => yoloV5('l', '2.0'),
  'yolov5x_2.0': () => yoloV5('x', '2.0'),
  'yolov5s_7.0': () => yoloV5('s', '7.0'),
  'yolov5x_7.0': () => yoloV5('x', '7.0'),
};
