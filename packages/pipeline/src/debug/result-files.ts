import type {
  AccumulatedError,
  ChannelDistribution,
  Distribution,
  Explanation,
  SensitivityResult,
} from '@openbpu/analysis';
import {
  type DebugFindings,
  type Picture,
  channelsSvg,
  debugPage,
  distributionSvg,
  errorsSvg,
  explanationSvg,
  explanationText,
  sensitivitySvg,
  sensitivityText,
} from '@openbpu/report';
import { pngOfSvg } from '@openbpu/vision';
import type { SafeNames } from '../board/safe-names';
import { toolVersions } from '../versions';

/** A file of results: its name, and how its content is made. */
export interface ResultFile {
  readonly name: string;
  readonly content: () => Promise<Uint8Array>;
}

/** The table of a sensitivity, and its picture: `sensitivity_of_<kind>.log`, `.png`. */
export function sensitivityFiles(result: SensitivityResult, names: SafeNames): readonly ResultFile[] {
  const stem = names.of(`sensitivity_of_${result.kind}`);
  return [textFile(`${stem}.log`, () => `${sensitivityText(result)}\n`), png(stem, () => sensitivitySvg(result))];
}

/** The picture of a distribution: `<node>_<figure>.png`. */
export function distributionFile(distribution: Distribution, names: SafeNames): ResultFile {
  return png(names.of(`${distribution.node}_${distribution.figure}`), () => distributionSvg(distribution));
}

/** The box plots of a calibration node: `<node>_channelwise.png`. */
export function channelsFile(channels: ChannelDistribution, names: SafeNames): ResultFile {
  return png(names.of(`${channels.node}_channelwise`), () => channelsSvg(channels));
}

/**
 * Curves: `accumulate_error_<quantize|non_quantize>_<metric>.png`, `_average` behind it where they are; of weights or
 * activations alone `accumulate_error_weight_…`, `…_activation_…`, `…_weight_activation_…`.
 */
export function errorsFile(error: AccumulatedError, names: SafeNames): ResultFile {
  const labels = error.curves.map(({ label }) => label);
  const whole = labels.every((label) => label === 'weight' || label === 'activation');
  const what = whole ? labels.join('_') : error.quantised ? 'quantize' : 'non_quantize';
  const stem = `accumulate_error_${what}_${error.metric}${error.average ? '_average' : ''}`;
  return png(names.of(stem), () => errorsSvg(error));
}

/** What an error is made of, as text and as a picture: `causes.log`, `.png`. */
export function explanationFiles(explanation: Explanation): readonly ResultFile[] {
  return [
    textFile('causes.log', () => `${explanationText(explanation)}\n`),
    png('causes', () => explanationSvg(explanation)),
  ];
}

/** A page of everything that was found. */
export function pageFile(stem: string, title: string, model: string, findings: DebugFindings): ResultFile {
  return textFile(`${stem}.html`, () =>
    debugPage({ title, model, tool: `OpenBPU ${toolVersions().openbpu}` }, findings),
  );
}

/** What a page says its model is. */
export function modelName(model: string | Uint8Array): string {
  return typeof model === 'string' ? model : 'a model in memory';
}

function textFile(name: string, content: () => string): ResultFile {
  return { name, content: async () => Promise.resolve(Buffer.from(content())) };
}

function png(stem: string, drawn: () => Picture): ResultFile {
  const content = async () => {
    const picture = drawn();
    return pngOfSvg(picture.svg.text, picture);
  };
  return { name: `${stem}.png`, content };
}
