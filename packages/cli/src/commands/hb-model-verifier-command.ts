import type { VerifyResult } from '@openbpu/pipeline';
import { Command, Option } from 'clipanion';
import { BUDGET, CUSTOM_OP, customOps, parseBudget, parseDigits } from '../parse-values';
import { runCommand } from '../run-command';

export class HbModelVerifierCommand extends Command {
  static override paths = [Command.Default];
  static override usage = Command.Usage({
    description: 'Hold the quantised model of a conversion against its .bin, output by output, value by value.',
    details: `
      The quantised model runs in ONNX Runtime, the .bin on the simulator, both on one input. The first output is told
      first, then the others, then what both were fed with. Where nodes were deleted from the edge of the .bin, the two
      are compared at the cut. Exit code 1 where any value differs.
    `,
    examples: [
      [
        'Compare on a picture that is drawn, or on numbers from a fixed seed',
        'hb_model_verifier -q model_quantized_model.onnx -b model.bin',
      ],
      [
        'Compare on a picture, with three digits behind the point',
        'hb_model_verifier -q model_quantized_model.onnx -b model.bin -i cat.jpg -d 3',
      ],
      [
        'Feed two inputs, in their order',
        'hb_model_verifier -q model_quantized_model.onnx -b model.bin -i image.bin -i ids.npy',
      ],
    ],
  });

  quantised = Option.String('-q,--quanti-model', { required: true, description: 'the quantised model, an .onnx file' });
  bin = Option.String('-b,--bin-model', { required: true, description: 'the .bin file' });
  board = Option.String('-a,--arm-board-ip', { description: 'the address of a board; none is reached from here' });
  files = Option.Array('-i,--input-img', {
    description: 'a picture, raw .bin or .npy for the next input; may be repeated',
  });
  digits = Option.String('-d,--compare-digits', { description: 'digits behind the point to compare; default 5' });
  customOps = Option.Array('--custom-op', { description: CUSTOM_OP });
  budget = Option.String('--budget', { description: BUDGET });
  json = Option.Boolean('--json', false, { description: 'print one JSON document' });

  override async execute(): Promise<number> {
    const terminal = { stdout: this.context.stdout, stderr: this.context.stderr, json: this.json };
    const { quantised, bin, board, files = [], digits } = this;
    return runCommand(
      'hb_model_verifier',
      undefined,
      terminal,
      async (events) => {
        const request = {
          quantised,
          bin,
          files,
          ...(board === undefined ? {} : { board }),
          ...(digits === undefined ? {} : { digits: parseDigits(digits) }),
          ...customOps(this.customOps),
          ...parseBudget(this.budget),
        };
        return (await import('@openbpu/pipeline')).verifyModel(request, events);
      },
      ({ lines }: VerifyResult, printer) => {
        for (const line of lines) printer.line(line);
      },
      ({ passed }) => (passed ? 0 : 1),
    );
  }
}
