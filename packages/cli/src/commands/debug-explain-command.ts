import type { DebugRequest, ExplainOptions } from '@openbpu/pipeline';
import type { JobEvents } from '@openbpu/pipeline/light';
import { Command, Option } from 'clipanion';
import { whatIsGiven } from '../debugger-source';
import { oneName, wholeNumber } from '../debugger-values';
import { type DebugResult, DebugCommand } from './debug-command';

type Own = Omit<ExplainOptions, keyof DebugRequest>;

export class DebugExplainCommand extends DebugCommand<Own> {
  static override paths = [['explain']];
  static override usage = Command.Usage({
    category: 'Accuracy',
    description: 'Take the error of the outputs apart into causes, each with its place, its part and a measured cure.',
    details: `
      A ranking tells which node costs most, this tells why, and what to write into the recipe. The causes: weights that
      are rounded (weight-rounding), input channels of weights that make the steps of all others coarse
      (weight-outlier-channels), values beyond a threshold (activation-clipping), steps that are too coarse, because
      channels are spread or values need 16 bits (activation-resolution), tensors of different ranges in one Concat
      (shared-scale), means of channels that are shifted (accumulated-bias), what nv12 takes from pictures
      (input-conversion), and samples that the net was not trained on, which the doctor looks for (preprocessing).

      A part is what goes where the cause is taken away altogether; parts and what is at other places, the rest, add up
      to the whole error. A gain is what the outputs gain by the cure alone, tried on the calibrated model: 16 bits,
      another threshold, scales of channels, corrected means. Errors are noise to signal, mean over the outputs of
      sum((quantised - float)^2) / sum(float^2), in front of a Softmax that ends the net. Causes stand in the order of
      gains. Parts below 0 are possible: errors may cancel each other.

      Where the \`…_quantized_model.onnx\` of the same conversion stands beside the model, every integer node is held
      against the calibrated model on the same integers: tables that are too coarse (table-resolution) and sums that do
      not fit (saturated-accumulator) are causes then. Where it does not, the output says so.

      MODEL_OR_FILE is the \`…_calibrated_model.onnx\` of a conversion, CALIBRATION_DATA the folder
      \`calibration_data\` that \`debug_mode: 'dump_calibration_data'\` in model_parameters leaves beside it. No recipe
      is needed.
    `,
    examples: [
      ['Why a model loses accuracy', 'hmct-debugger explain calibrated_model.onnx calibration_data'],
      [
        'The same on 32 samples, with a page and a picture',
        'hmct-debugger explain calibrated_model.onnx calibration_data -d 32 -s result',
      ],
      [
        'Why one node is wrong, as a document',
        'hmct-debugger explain calibrated_model.onnx calibration_data -o Conv_20 --json',
      ],
    ],
  });

  outputNode = Option.String('-o,--output-node', {
    description: 'the regular node whose output is explained; the outputs of the model when absent',
  });
  dataNum = Option.String('-d,--data-num', { description: 'how many samples, from the first; 8 when absent' });
  places = Option.String('-p,--places', {
    description: 'how many places are taken apart one by one, the worst first; 32 when absent',
  });
  saveDir = Option.String('-s,--save-dir', { description: 'a folder for text, picture and page; none when absent' });

  protected override asked(): Own {
    return whatIsGiven({
      outputNode: oneName(this.outputNode, '--output-node'),
      dataNum: wholeNumber(this.dataNum, '--data-num', 1),
      places: wholeNumber(this.places, '--places', 1),
      saveDir: this.saveDir,
    });
  }

  protected override async find(request: ExplainOptions, events: JobEvents): Promise<DebugResult> {
    const { explainCauses, explanationText } = await import('@openbpu/pipeline');
    const { found, ...rest } = await explainCauses(request, events);
    return { json: found, ...rest, table: explanationText(found).split('\n') };
  }
}
