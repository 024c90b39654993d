/** One published measurement: figures of a table, and of a compile log where there is one. */
export interface PublishedRow {
  readonly march: string;
  /** Its name in `networks`. */
  readonly network: string;
  /** Milliseconds of one inference with one thread; absent where only a compile log is published. */
  readonly latencyMs?: number;
  /** The most frames a second that any number of threads reached: the BPU is never idle then. */
  readonly fps?: number;
  /** Why features are not fitted to the row, nor judged by it. */
  readonly leftOut?: string;
  /** Repository and file. */
  readonly source: string;
  /** What the vendor's compiler said of the BPU alone, without a board. */
  readonly staticMs?: number;
  readonly staticDdrBytes?: number;
}

const ULTRALYTICS = 'D-Robotics/rdk_model_zoo_s: samples/Vision/Ultralytics_YOLO/README.md';
const OLDER = 'D-Robotics/rdk_model_zoo: samples/vision/ultralytics_yolo/README.md';
const YOLO26 = 'D-Robotics/rdk_model_zoo: samples/vision/ultralytics_yolo26/evaluator/README.md';
const YOLOV5 = 'D-Robotics/rdk_model_zoo: samples/vision/yolov5/README.md';
const CLASSIFICATION = 'D-Robotics/rdk_model_zoo: samples/vision/classification/README.md';
const CLASSIFICATION_X3 = 'D-Robotics/rdk_model_zoo (branch rdk_x3): demos/classification/README.md';
const YOLOV10_X3 = 'D-Robotics/rdk_model_zoo (branch rdk_x3): demos/detect/YOLOv10/README_cn.md';
const YOLOV8_SEG_X3 = 'D-Robotics/rdk_model_zoo (branch rdk_x3): demos/Instance_Segmentation/YOLOv8-Seg/README_cn.md';
const LPRNET = 'D-Robotics/rdk_model_zoo (branch rdk_x5): README of the LPRNet sample';
const LOGS = 'D-Robotics/rdk_model_zoo: samples/vision/ultralytics_yolo/source/reference_logs';

/** FastViT's parameters are published as 3.67, 8.86 and 10.93 M; no structure that is public has so few. */
const OTHER_STRUCTURE = 'its published parameters are not those of any structure that is public';
/** A BPU that is busy 9 % of the time does less than any placement by the lists gives it. */
const OTHER_PLACEMENT = 'which of its nodes run on the CPU is not published, and most of its time is theirs';

/** Static estimates are those of the reference logs. */
export const published: readonly PublishedRow[] = [
  { march: 'bayes-e', network: 'yolov8n', source: LOGS, staticMs: 3.96, staticDdrBytes: 12_700_000 },
  { march: 'bayes-e', network: 'yolov8s', latencyMs: 13.63, fps: 93.2, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8m', latencyMs: 30.74, fps: 35.93, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8l', latencyMs: 59.51, fps: 17.68, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8x', latencyMs: 92.72, fps: 11.15, source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov9t',
    latencyMs: 6.97,
    fps: 250.11,
    source: ULTRALYTICS,
    staticMs: 4.0086,
    staticDdrBytes: 10_916_832,
  },
  { march: 'bayes-e', network: 'yolov9s', latencyMs: 13.0, fps: 98.81, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov9c', latencyMs: 40.46, fps: 26.67, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov9e', latencyMs: 119.8, fps: 8.56, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov10n', latencyMs: 8.75, fps: 171.72, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov10s', latencyMs: 14.84, fps: 83.58, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov10m', latencyMs: 29.4, fps: 37.75, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov10l', latencyMs: 49.89, fps: 21.3, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov10x', latencyMs: 68.92, fps: 15.16, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11n', latencyMs: 8.25, fps: 188.57, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11s', latencyMs: 15.81, fps: 77.43, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11m', latencyMs: 34.68, fps: 31.51, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11x', latencyMs: 96.7, fps: 10.68, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo12n', latencyMs: 39.7, fps: 27.24, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo12s', latencyMs: 63.74, fps: 16.45, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo12x', latencyMs: 315.16, fps: 3.17, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov13n', latencyMs: 44.6, fps: 24.0, source: OLDER },
  { march: 'bayes-e', network: 'yolov13s', latencyMs: 63.6, fps: 16.5, source: OLDER },
  { march: 'bayes-e', network: 'yolov13l', latencyMs: 171.6, fps: 5.9, source: OLDER },
  { march: 'bayes-e', network: 'yolo26n', latencyMs: 11.6, fps: 104.3, source: YOLO26 },
  { march: 'bayes-e', network: 'yolo26s', latencyMs: 20.9, fps: 52.8, source: YOLO26 },
  // The latencies of m and l stand in each other's row of the table: a thread's rate tells.
  { march: 'bayes-e', network: 'yolo26m', latencyMs: 40.1, fps: 26.1, source: YOLO26 },
  { march: 'bayes-e', network: 'yolo26l', latencyMs: 51.1, fps: 20.3, source: YOLO26 },
  {
    march: 'bayes-e',
    network: 'yolov5nu',
    latencyMs: 6.33,
    fps: 291.89,
    source: ULTRALYTICS,
    staticMs: 3.3205,
    staticDdrBytes: 11_696_480,
  },
  { march: 'bayes-e', network: 'yolov5su', latencyMs: 12.33, fps: 105.56, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov5mu', latencyMs: 26.57, fps: 42.24, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov5lu', latencyMs: 52.83, fps: 20.06, source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov9c_seg',
    latencyMs: 55.85,
    fps: 19.65,
    source: ULTRALYTICS,
    staticMs: 49.0719,
    staticDdrBytes: 175_017_536,
  },
  { march: 'bayes-e', network: 'yolov9e_seg', latencyMs: 135.34, fps: 7.67, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11n_seg', latencyMs: 11.55, fps: 155.1, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11s_seg', latencyMs: 21.62, fps: 60.2, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11m_seg', latencyMs: 50.43, fps: 22.04, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11x_seg', latencyMs: 130.4, fps: 7.99, source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov8n_seg',
    latencyMs: 10.4,
    fps: 185.21,
    source: ULTRALYTICS,
    staticMs: 5.1061,
    staticDdrBytes: 16_796_832,
  },
  { march: 'bayes-e', network: 'yolov8m_seg', latencyMs: 40.52, fps: 28.21, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8l_seg', latencyMs: 75.0, fps: 14.29, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8x_seg', latencyMs: 115.94, fps: 9.02, source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov8n_pose',
    latencyMs: 6.95,
    fps: 241.76,
    source: ULTRALYTICS,
    staticMs: 4.0589,
    staticDdrBytes: 14_080_320,
  },
  { march: 'bayes-e', network: 'yolov8s_pose', latencyMs: 14.16, fps: 88.09, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8l_pose', latencyMs: 60.37, fps: 17.38, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8x_pose', latencyMs: 94.15, fps: 10.96, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11m_pose', latencyMs: 35.74, fps: 30.4, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11l_pose', latencyMs: 46.38, fps: 22.97, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11x_pose', latencyMs: 98.88, fps: 10.42, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo26n_pose', latencyMs: 12.5, fps: 98.7, source: YOLO26 },
  {
    march: 'bayes-e',
    network: 'yolov8n_cls',
    latencyMs: 0.74,
    fps: 2018.94,
    source: ULTRALYTICS,
    staticMs: 0.4954,
    staticDdrBytes: 2_682_784,
  },
  { march: 'bayes-e', network: 'yolov8s_cls', latencyMs: 1.44, fps: 842.52, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8m_cls', latencyMs: 3.66, fps: 294.01, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8l_cls', latencyMs: 7.98, fps: 129.63, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11n_cls', latencyMs: 1.06, fps: 1236.07, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11m_cls', latencyMs: 3.82, fps: 280.82, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo11x_cls', latencyMs: 10.04, fps: 102.39, source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolo26n_cls', latencyMs: 1.1, fps: 1156.8, source: YOLO26 },
  { march: 'bayes-e', network: 'yolov5s_2.0', latencyMs: 14.3, fps: 106.8, source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5m_2.0', latencyMs: 27.0, fps: 45.2, source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5l_2.0', latencyMs: 50.8, fps: 21.8, source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5x_2.0', latencyMs: 86.3, fps: 12.3, source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5s_7.0', latencyMs: 13.0, fps: 124.2, source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5x_7.0', latencyMs: 81.1, fps: 13.1, source: YOLOV5 },
  { march: 'bayes-e', network: 'convnext_nano', latencyMs: 5.71, fps: 200.18, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'convnext_pico', latencyMs: 3.37, fps: 364.07, source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'convnext_femto',
    latencyMs: 2.46,
    fps: 556.02,
    source: CLASSIFICATION,
  },
  { march: 'bayes-e', network: 'fasternet_s', latencyMs: 6.73, fps: 162.83, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'fasternet_t1', latencyMs: 1.96, fps: 708.4, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'fasternet_t0', latencyMs: 1.41, fps: 1135.13, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobilenet_v2', latencyMs: 1.42, fps: 1152.07, source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'mobilenet_v3_large',
    latencyMs: 2.02,
    fps: 714.22,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'mobilenet_v4_conv_medium',
    latencyMs: 2.42,
    fps: 572.36,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'mobilenet_v4_conv_small',
    latencyMs: 1.18,
    fps: 1436.22,
    source: CLASSIFICATION,
  },
  { march: 'bayes-e', network: 'mobileone_s3', latencyMs: 2.93, fps: 437.85, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobileone_s2', latencyMs: 2.11, fps: 653.68, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobileone_s1', latencyMs: 1.31, fps: 1066.95, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobileone_s0', latencyMs: 0.8, fps: 2453.17, source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'repghostnet_200',
    latencyMs: 2.89,
    fps: 451.42,
    source: CLASSIFICATION,
  },
  { march: 'bayes-e', network: 'repghostnet_150', latencyMs: 2.2, fps: 626.6, source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'repghostnet_130',
    latencyMs: 1.87,
    fps: 743.56,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'repghostnet_100',
    latencyMs: 1.55,
    fps: 964.69,
    source: CLASSIFICATION,
  },
  { march: 'bayes-e', network: 'repvit_m1_0', latencyMs: 1.97, fps: 692.29, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvit_m0_9', latencyMs: 1.65, fps: 902.69, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_b1g2', latencyMs: 9.77, fps: 109.61, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_b1g4', latencyMs: 7.58, fps: 144.39, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_b0', latencyMs: 3.07, fps: 410.55, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_a2', latencyMs: 6.07, fps: 186.04, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'resnet18', latencyMs: 2.95, fps: 448.79, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'resnext50', latencyMs: 5.89, fps: 189.61, source: CLASSIFICATION },
  { march: 'bayes-e', network: 'efficientnet_b2', latencyMs: 3.31, fps: 376.77, source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'efficientnet_b3',
    latencyMs: 3.96,
    fps: 310.3,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'efficientnet_b4',
    latencyMs: 5.44,
    fps: 212.75,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'fastvit_t8',
    latencyMs: 2.09,
    fps: 667.21,
    source: CLASSIFICATION,
    leftOut: OTHER_STRUCTURE,
  },
  {
    march: 'bayes-e',
    network: 'fastvit_s12',
    latencyMs: 5.86,
    fps: 193.87,
    source: CLASSIFICATION,
    leftOut: OTHER_STRUCTURE,
  },
  {
    march: 'bayes-e',
    network: 'fastvit_sa12',
    latencyMs: 11.56,
    fps: 93.44,
    source: CLASSIFICATION,
    leftOut: OTHER_STRUCTURE,
  },
  // The table prints the rate of one thread; what four threads reach is four frames in their latency.
  {
    march: 'bayes-e',
    network: 'edgenext_xx_small',
    latencyMs: 2.47,
    fps: 4000 / 7.24,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'edgenext_x_small',
    latencyMs: 2.88,
    fps: 4000 / 9.63,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'edgenext_base',
    latencyMs: 8.8,
    fps: 4000 / 32.31,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'efficientformer_l1',
    latencyMs: 5.88,
    fps: 191.605,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'efficientformerv2_s0',
    latencyMs: 5.79,
    fps: 198.45,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'efficientformerv2_s1',
    latencyMs: 4.24,
    fps: 275.95,
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'efficientformerv2_s2',
    latencyMs: 6.99,
    fps: 152.4,
    source: CLASSIFICATION,
  },
  // Its rate is that of one thread, with the BPU busy 9 % of the time.
  { march: 'bayes-e', network: 'lprnet', latencyMs: 3.75, source: LPRNET, leftOut: OTHER_PLACEMENT },
  { march: 'bernoulli2', network: 'yolov5s_2.0', latencyMs: 55.7, fps: 38.2, source: YOLOV5 },
  { march: 'bernoulli2', network: 'yolov5x_2.0', latencyMs: 512.4, fps: 3.9, source: YOLOV5 },
  { march: 'bernoulli2', network: 'yolov5s_7.0', latencyMs: 175.4, fps: 20.9, source: YOLOV5 },
  { march: 'bernoulli2', network: 'yolov5x_7.0', latencyMs: 1021.5, fps: 3.6, source: YOLOV5 },
  { march: 'bernoulli2', network: 'yolov10n', latencyMs: 174.7, fps: 18.1, source: YOLOV10_X3 },
  { march: 'bernoulli2', network: 'yolov8n_seg', latencyMs: 126.7, fps: 27.3, source: YOLOV8_SEG_X3 },
  { march: 'bernoulli2', network: 'mobilenet_v2', latencyMs: 2.41, fps: 890.99, source: CLASSIFICATION_X3 },
  {
    march: 'bernoulli2',
    network: 'mobilenet_v4_conv_small',
    latencyMs: 1.43,
    fps: 1309.17,
    source: CLASSIFICATION_X3,
  },
  {
    march: 'bernoulli2',
    network: 'mobileone_s1',
    latencyMs: 4.5,
    fps: 455.87,
    source: CLASSIFICATION_X3,
  },
  {
    march: 'bernoulli2',
    network: 'repvit_m0_9',
    latencyMs: 28.34,
    fps: 96.47,
    source: CLASSIFICATION_X3,
  },
  { march: 'bernoulli2', network: 'resnet18', latencyMs: 8.87, fps: 232.74, source: CLASSIFICATION_X3 },
  {
    march: 'bernoulli2',
    network: 'repvgg_a1',
    latencyMs: 11.58,
    fps: 174.94,
    source: CLASSIFICATION_X3,
  },
];
