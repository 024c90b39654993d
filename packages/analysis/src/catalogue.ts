import { defineCatalogue, event } from '@openbpu/diagnostics';

/** Of a long list of names. */
const NAMES_TOLD = 8;

/** What is told of analyses that cannot be carried out, or say little. */
export const ANALYSIS = defineCatalogue({
  noCalibrations: event({
    code: 'ANA001',
    severity: 'error',
    when: 'A model is analysed in which nothing is quantised.',
    message: ({ stage }: { stage: string | undefined }) =>
      stage === undefined
        ? 'the model was not written by a conversion, so it has no calibration nodes'
        : `the model is that of the stage "${stage}", and the calibration nodes are in the calibrated one` +
          (stage === 'calibrated' ? ': this one has none, since all of its nodes run on the CPU' : ''),
    hint: ({ stage }) =>
      stage === 'calibrated'
        ? 'see why with hb_mapper checker, which tells it for every node'
        : 'give the file that ends in _calibrated_model.onnx, which makertbin writes beside the others',
  }),
  unknownNode: event({
    code: 'ANA002',
    severity: 'error',
    when: 'A node is named that the model does not have.',
    message: ({ node }: { node: string; nearest?: string; some: readonly string[] }) => `there is no node "${node}"`,
    hint: ({ nearest, some }) =>
      nearest === undefined
        ? `nodes are named as in the calibrated model: ${some.slice(0, NAMES_TOLD).join(', ')}, …`
        : `did you mean "${nearest}"?`,
  }),
  unknownMetric: event({
    code: 'ANA003',
    severity: 'error',
    when: 'A distance is asked for that is not known.',
    message: ({ metric }: { metric: string; known: readonly string[]; nearest?: string }) =>
      `there is no metric "${metric}"`,
    hint: ({ known, nearest }) =>
      `${nearest === undefined ? '' : `did you mean "${nearest}"? `}It is one of ${known.join(', ')}`,
  }),
  unknownKind: event({
    code: 'ANA004',
    severity: 'error',
    when: 'A node type is asked for that is not known.',
    message: ({ kind }: { kind: string; known: readonly string[] }) => `there is no node type "${kind}"`,
    hint: ({ known }) => `it is one of ${known.join(', ')}`,
  }),
  dataNum: event({
    code: 'ANA005',
    severity: 'error',
    when: 'Fewer than one sample is asked for, or more than there are.',
    message: ({ asked, count }: { asked: number; count: number }) =>
      `${asked} samples are asked for, and there are ${count}`,
    hint: ({ count }) => `give a whole number from 1 to ${count}, or none for all of them`,
  }),
  noMetric: event({
    code: 'ANA006',
    severity: 'error',
    when: 'A list of metrics is empty.',
    message: ({ key }: { key: string; known: readonly string[] }) => `${key} is an empty list`,
    hint: ({ key, known }) => `name one of ${known.join(', ')}, or leave ${key} out`,
  }),
  notAnOutput: event({
    code: 'ANA007',
    severity: 'error',
    when: 'A node whose output cannot be compared is to stand for the output of the model.',
    message: ({ node, reason }: { node: string; reason: string }) => `node "${node}" cannot be the output: ${reason}`,
    hint: 'name a regular node that gives float values, e.g. a Conv; calibration nodes stand behind those',
  }),
  noEffect: event({
    code: 'ANA008',
    severity: 'warning',
    when: 'A node is looked at that quantisation leaves as it is, or that the output does not depend on.',
    message: ({ node, reason }: { node: string; reason: string }) =>
      `quantising node "${node}" changes nothing: ${reason}`,
    hint: 'its values stand for no error at all; look at nodes that run on the BPU, in front of the output',
  }),
  noData: event({
    code: 'ANA009',
    severity: 'error',
    when: 'There is no folder of calibration data.',
    message: ({ folder }: { folder: string }) => `there is no calibration data in "${folder}"`,
    hint:
      "write debug_mode: 'dump_calibration_data' into model_parameters of the recipe and run makertbin again: " +
      'it leaves calibration_data beside the models',
  }),
  noInputData: event({
    code: 'ANA010',
    severity: 'error',
    when: 'Calibration data lacks the folder of an input.',
    message: ({ folder, input }: { folder: string; input: string; there: readonly string[] }) =>
      `"${folder}" has no folder for input "${input}" of the model`,
    hint: ({ there }) =>
      (there.length === 0 ? '' : `it has ${there.slice(0, NAMES_TOLD).join(', ')}: `) +
      'give the calibration_data of the same conversion as the model',
  }),
  unpairedData: event({
    code: 'ANA011',
    severity: 'error',
    when: 'The inputs of a model have different calibration samples.',
    message: ({ input, sample, other }: { input: string; sample: string; other: string }) =>
      `input "${input}" has a sample "${sample}", and input "${other}" has none of that name`,
    hint: 'every input needs the same samples: convert with debug_mode once more, which writes all of them',
  }),
  nothingAsked: event({
    code: 'ANA012',
    severity: 'error',
    when: 'An error curve is asked for without the nodes that are to be quantised, or not to be.',
    message: ({ key }: { key: string | undefined }) =>
      key === undefined ? 'neither quantize_node nor non_quantize_node is given' : `${key} has an empty list`,
    hint: ({ key }) => `name nodes, e.g. ${key ?? 'quantize_node'}=['Conv_2'], or whole kinds: ['weight','activation']`,
  }),
  bothAsked: event({
    code: 'ANA013',
    severity: 'error',
    when: 'One error curve is asked for with nodes to be quantised and nodes not to be.',
    message: ({ one, other }: { one: string; other: string }) => `${one} and ${other} are both given`,
    hint: ({ one, other }) => `keep one of them: ${one} quantises the nodes that it names, ${other} all others`,
  }),
  badAxis: event({
    code: 'ANA014',
    severity: 'error',
    when: 'Channels are looked for along an axis that a tensor does not have.',
    message: ({ node, axis, rank }: { node: string; axis: number; rank: number }) =>
      `node "${node}" reads a tensor of ${rank} dimensions, which has no axis ${axis}`,
    hint: ({ rank }) =>
      rank === 0 ? 'it has no channels: leave the node out' : `give a whole number from 0 to ${rank - 1}`,
  }),
  notACalibration: event({
    code: 'ANA015',
    severity: 'error',
    when: 'Channels of a regular node are asked for, and only calibration nodes have any.',
    message: ({ node }: { node: string; calibrations: readonly string[] }) => `"${node}" is no calibration node`,
    hint: ({ calibrations }) =>
      calibrations.length === 0
        ? 'name one whose type is HzCalibration'
        : `name what quantises it: ${calibrations.join(', ')}`,
  }),
  noNodes: event({
    code: 'ANA016',
    severity: 'error',
    when: 'A distribution is asked for without nodes.',
    message: ({ key }: { key: string }) => `${key} is an empty list`,
    hint: ({ key }) => `name nodes of the calibrated model, e.g. ${key}=['Conv_2'], the first of a ranking`,
  }),
});
