import { defineCatalogue, event } from '@openbpu/diagnostics';
import { RUN_EVENTS } from './run/run-events';

/** Of two models that are not of one conversion. */
const DIFFERENCES_TOLD = 4;

/** What is told of compiled models, of what is in them and of what may be done with them. */
export const BOARD = defineCatalogue({
  ...RUN_EVENTS,
  severalModels: event({
    code: 'BRD001',
    severity: 'error',
    when: 'One model is asked for, of a file that holds several.',
    message: ({ file, models }: { file: string; models: readonly string[] }) =>
      `"${file}" holds ${models.length} models, and none is named: ${models.join(', ')}`,
    hint: ({ models }) =>
      `name one, e.g. ${models[0]}: -m of hb_perf and hb_model_info, --model_name of hrt_model_exec`,
  }),
  unknownModel: event({
    code: 'BRD002',
    severity: 'error',
    when: 'A file holds no model of the name that is asked for.',
    message: ({ file, model }: { file: string; model: string; models: readonly string[]; nearest?: string }) =>
      `"${file}" holds no model "${model}"`,
    hint: ({ models, nearest }) =>
      nearest === undefined
        ? `it holds ${models.join(', ')}`
        : `did you mean "${nearest}"? It holds ${models.join(', ')}`,
  }),
  noProgram: event({
    code: 'BRD003',
    severity: 'error',
    when: 'A segment of a .bin lists no section with its program.',
    message: ({ step }: { step: string }) => `segment "${step}" of the .bin has no program`,
    hint: 'convert the model again, or copy the file again',
  }),
  packedAlready: event({
    code: 'BRD004',
    severity: 'error',
    when: 'A packed .bin is packed again.',
    message: ({ file }: { file: string }) => `model: ${file} is a packed model, it can not be packed again!`,
    hint: 'give the files that it was packed from',
  }),
  sameName: event({
    code: 'BRD005',
    severity: 'error',
    when: 'Two models of one name are packed.',
    message: ({ file, model }: { file: string; model: string }) =>
      `"${file}" holds a model "${model}", and so does a file before it`,
    hint: 'models are named by output_model_file_prefix of their recipes: convert one of them with another',
  }),
  otherMarch: event({
    code: 'BRD006',
    severity: 'error',
    when: 'Models of several marches are packed.',
    message: ({ file, march, others }: { file: string; march: string; others: string }) =>
      `"${file}" is for ${march}, and the files before it are for ${others}`,
    hint: 'a packed file runs on one board: pack the models of each march by themselves',
  }),
  twoOfName: event({
    code: 'BRD007',
    severity: 'error',
    when: 'A model is asked for by a name that models of two files have.',
    message: ({ model, files: [one, other] }: { model: string; files: readonly [string, string] }) =>
      `both "${one}" and "${other}" hold a model "${model}"`,
    hint: ({ files: [one, other] }) => `give one of the two files, ${one} or ${other}`,
  }),
  cannotGo: event({
    code: 'BRD010',
    severity: 'error',
    when: 'A node that is to be removed from a .bin does not stand at its edge, or is not there.',
    message: ({
      node,
      reason,
    }: {
      node: string;
      reason: string;
      inside: boolean;
      removable: readonly string[];
      nearest?: string;
    }) => `node "${node}" cannot be removed: ${reason}`,
    hint: ({ inside, removable, nearest }) =>
      nearest !== undefined && !inside
        ? `did you mean "${nearest}"?`
        : removable.length === 0
          ? 'leave it out: nothing can be removed from this model'
          : `leave it out${inside ? ', or remove what stands outside of it first' : ''}; ` +
            `these can go now: ${removable.join(', ')}`,
  }),
  goneAlready: event({
    code: 'BRD011',
    severity: 'note',
    when: 'A node that is to be removed from a .bin was removed before.',
    message: ({ node }: { node: string }) => `node "${node}" is removed already`,
  }),
  unknownType: event({
    code: 'BRD012',
    severity: 'error',
    when: 'All nodes of a type are to be removed, and nodes of that type are never at an edge.',
    message: ({ type }: { type: string; known: readonly string[]; nearest?: string }) =>
      `nodes of type "${type}" are never removed`,
    hint: ({ known, nearest }) => (nearest ? `did you mean "${nearest}"?` : `give one of ${known.join(', ')}`),
  }),
  nodeStays: event({
    code: 'BRD013',
    severity: 'note',
    when: 'All nodes of a type are to be removed from the edge, and one stands further inside.',
    message: ({ node, reason }: { node: string; reason: string }) => `node "${node}" stays: ${reason}`,
  }),
  noneOfType: event({
    code: 'BRD014',
    severity: 'note',
    when: 'All nodes of a type are to be removed, and none stands at the edge.',
    message: ({ type, file }: { type: string; file: string }) => `no ${type} node of "${file}" can be removed`,
  }),
  packRefused: event({
    code: 'BRD015',
    severity: 'error',
    when: 'A packed .bin is given to a program that changes or compares one model.',
    message: (_: Readonly<Record<string, unknown>>) => 'pack model is not supported.',
    hint: 'give one of the files that it was packed from',
  }),
  noBoard: event({
    code: 'BRD060',
    severity: 'warning',
    when: 'A board is named to hold a .bin against, and none can be reached.',
    message: ({ address }: { address: string }) =>
      `no board is reachable from here: nothing is sent to ${address}, and the .bin runs on the simulator alone`,
    hint: 'leave -a out: the simulator gives the bits of the .bin',
  }),
  notQuantised: event({
    code: 'BRD061',
    severity: 'error',
    when: 'A .bin is to be held against an ONNX file that is not the quantised model of a conversion.',
    message: ({ file, stage }: { file: string; stage?: string }) =>
      stage === undefined
        ? `"${file}" is no model that a conversion wrote`
        : `"${file}" is the ${stage} model of a conversion, and not the quantised one`,
    hint: 'give <output_model_file_prefix>_quantized_model.onnx, which makertbin writes beside the .bin',
  }),
  otherModel: event({
    code: 'BRD062',
    severity: 'error',
    when: 'A quantised model and a .bin that are compared are of different models, as their names and types tell.',
    message: ({ quantised, bin, differences }: { quantised: string; bin: string; differences: readonly string[] }) =>
      `"${quantised}" and "${bin}" are not of one conversion: ` +
      differences.slice(0, DIFFERENCES_TOLD).join('; ') +
      (differences.length > DIFFERENCES_TOLD ? `; and ${differences.length - DIFFERENCES_TOLD} more` : ''),
    hint: 'give the quantised model and the .bin that one run of makertbin wrote',
  }),
});
