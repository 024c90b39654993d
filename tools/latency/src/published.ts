/** One published measurement: figures of a table, and of a compile log where there is one. */
export interface PublishedRow {
  readonly march: string;
  /** Its name in `networks`. */
  readonly network: string;
  /** Milliseconds of one inference with one thread; absent where only a compile log is published. */
  readonly latencyMs?: number;
  /** The most frames a second that any number of threads reached: the BPU is never idle then. */
  readonly fps?: number;
  /** Whether features are fitted to the row, or judged by it. */
  readonly use: 'fit' | 'held-out';
  /** Repository and file. */
  readonly source: string;
  /** What the vendor's compiler said of the BPU alone, without a board. */
  readonly staticMs?: number;
  readonly staticDdrBytes?: number;
}

const ULTRALYTICS = 'D-Robotics/rdk_model_zoo_s: samples/Vision/Ultralytics_YOLO/README.md';
const YOLOV5 = 'D-Robotics/rdk_model_zoo: samples/vision/yolov5/README.md';
const CLASSIFICATION = 'D-Robotics/rdk_model_zoo: samples/vision/classification/README.md';
const CLASSIFICATION_X3 = 'D-Robotics/rdk_model_zoo (branch rdk_x3): demos/classification/README.md';
const LOGS = 'D-Robotics/rdk_model_zoo: samples/vision/ultralytics_yolo/source/reference_logs';

/** Static estimates are those of the reference logs. */
export const published: readonly PublishedRow[] = [
  { march: 'bayes-e', network: 'yolov8n', use: 'held-out', source: LOGS, staticMs: 3.96, staticDdrBytes: 12_700_000 },
  { march: 'bayes-e', network: 'yolov8s', latencyMs: 13.63, fps: 93.2, use: 'fit', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8m', latencyMs: 30.74, fps: 35.93, use: 'held-out', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8l', latencyMs: 59.51, fps: 17.68, use: 'held-out', source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov9t',
    latencyMs: 6.97,
    fps: 250.11,
    use: 'fit',
    source: ULTRALYTICS,
    staticMs: 4.0086,
    staticDdrBytes: 10_916_832,
  },
  { march: 'bayes-e', network: 'yolov9s', latencyMs: 13.0, fps: 98.81, use: 'held-out', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov9c', latencyMs: 40.46, fps: 26.67, use: 'held-out', source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov5nu',
    latencyMs: 6.33,
    fps: 291.89,
    use: 'fit',
    source: ULTRALYTICS,
    staticMs: 3.3205,
    staticDdrBytes: 11_696_480,
  },
  { march: 'bayes-e', network: 'yolov5su', latencyMs: 12.33, fps: 105.56, use: 'held-out', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov5mu', latencyMs: 26.57, fps: 42.24, use: 'held-out', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov5lu', latencyMs: 52.83, fps: 20.06, use: 'held-out', source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov9c_seg',
    latencyMs: 55.85,
    fps: 19.65,
    use: 'held-out',
    source: ULTRALYTICS,
    staticMs: 49.0719,
    staticDdrBytes: 175_017_536,
  },
  {
    march: 'bayes-e',
    network: 'yolov8n_seg',
    latencyMs: 10.4,
    fps: 185.21,
    use: 'fit',
    source: ULTRALYTICS,
    staticMs: 5.1061,
    staticDdrBytes: 16_796_832,
  },
  { march: 'bayes-e', network: 'yolov8m_seg', latencyMs: 40.52, fps: 28.21, use: 'held-out', source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov8n_pose',
    latencyMs: 6.95,
    fps: 241.76,
    use: 'held-out',
    source: ULTRALYTICS,
    staticMs: 4.0589,
    staticDdrBytes: 14_080_320,
  },
  { march: 'bayes-e', network: 'yolov8s_pose', latencyMs: 14.16, fps: 88.09, use: 'held-out', source: ULTRALYTICS },
  {
    march: 'bayes-e',
    network: 'yolov8n_cls',
    latencyMs: 0.74,
    fps: 2018.94,
    use: 'fit',
    source: ULTRALYTICS,
    staticMs: 0.4954,
    staticDdrBytes: 2_682_784,
  },
  { march: 'bayes-e', network: 'yolov8s_cls', latencyMs: 1.44, fps: 842.52, use: 'held-out', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8m_cls', latencyMs: 3.66, fps: 294.01, use: 'fit', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov8l_cls', latencyMs: 7.98, fps: 129.63, use: 'held-out', source: ULTRALYTICS },
  { march: 'bayes-e', network: 'yolov5s_2.0', latencyMs: 14.3, fps: 106.8, use: 'held-out', source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5m_2.0', latencyMs: 27.0, fps: 45.2, use: 'fit', source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5l_2.0', latencyMs: 50.8, fps: 21.8, use: 'held-out', source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5x_2.0', latencyMs: 86.3, fps: 12.3, use: 'held-out', source: YOLOV5 },
  { march: 'bayes-e', network: 'yolov5s_7.0', latencyMs: 13.0, fps: 124.2, use: 'held-out', source: YOLOV5 },
  { march: 'bayes-e', network: 'fasternet_s', latencyMs: 6.73, fps: 162.83, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'fasternet_t1', latencyMs: 1.96, fps: 708.4, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'fasternet_t0', latencyMs: 1.41, fps: 1135.13, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobilenet_v2', latencyMs: 1.42, fps: 1152.07, use: 'fit', source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'mobilenet_v3_large',
    latencyMs: 2.02,
    fps: 714.22,
    use: 'held-out',
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'mobilenet_v4_conv_small',
    latencyMs: 1.18,
    fps: 1436.22,
    use: 'held-out',
    source: CLASSIFICATION,
  },
  { march: 'bayes-e', network: 'mobileone_s3', latencyMs: 2.93, fps: 437.85, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobileone_s2', latencyMs: 2.11, fps: 653.68, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobileone_s1', latencyMs: 1.31, fps: 1066.95, use: 'fit', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'mobileone_s0', latencyMs: 0.8, fps: 2453.17, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_b1g2', latencyMs: 9.77, fps: 109.61, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_b1g4', latencyMs: 7.58, fps: 144.39, use: 'fit', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_b0', latencyMs: 3.07, fps: 410.55, use: 'fit', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'repvgg_a2', latencyMs: 6.07, fps: 186.04, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'resnet18', latencyMs: 2.95, fps: 448.79, use: 'fit', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'resnext50', latencyMs: 5.89, fps: 189.61, use: 'held-out', source: CLASSIFICATION },
  { march: 'bayes-e', network: 'efficientnet_b2', latencyMs: 3.31, fps: 376.77, use: 'fit', source: CLASSIFICATION },
  {
    march: 'bayes-e',
    network: 'efficientnet_b3',
    latencyMs: 3.96,
    fps: 310.3,
    use: 'held-out',
    source: CLASSIFICATION,
  },
  {
    march: 'bayes-e',
    network: 'efficientnet_b4',
    latencyMs: 5.44,
    fps: 212.75,
    use: 'held-out',
    source: CLASSIFICATION,
  },
  { march: 'bernoulli2', network: 'yolov5s_2.0', latencyMs: 55.7, fps: 38.2, use: 'fit', source: YOLOV5 },
  { march: 'bernoulli2', network: 'yolov5x_2.0', latencyMs: 512.4, fps: 3.9, use: 'held-out', source: YOLOV5 },
  { march: 'bernoulli2', network: 'mobilenet_v2', latencyMs: 2.41, fps: 890.99, use: 'fit', source: CLASSIFICATION_X3 },
  {
    march: 'bernoulli2',
    network: 'mobilenet_v4_conv_small',
    latencyMs: 1.43,
    fps: 1309.17,
    use: 'held-out',
    source: CLASSIFICATION_X3,
  },
  {
    march: 'bernoulli2',
    network: 'mobileone_s1',
    latencyMs: 4.5,
    fps: 455.87,
    use: 'held-out',
    source: CLASSIFICATION_X3,
  },
  { march: 'bernoulli2', network: 'resnet18', latencyMs: 8.87, fps: 232.74, use: 'fit', source: CLASSIFICATION_X3 },
  {
    march: 'bernoulli2',
    network: 'repvgg_a1',
    latencyMs: 11.58,
    fps: 174.94,
    use: 'held-out',
    source: CLASSIFICATION_X3,
  },
];
