import type { Sink } from '@openbpu/diagnostics';
import type { Tensor } from '@openbpu/tensor';
import type { Executor, Feeds, Port } from './executor';
import type { Lane, LaneBin } from './lane/lane';

/**
 * A `.bin` whose every step runs inside one lane: the simulator, its CPU fragments and the conversion of its inputs.
 */
export class BinInLane implements Executor {
  readonly kind = 'bin';
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly tappable: ReadonlySet<string>;

  private constructor(
    private readonly bin: LaneBin,
    private readonly sink?: Sink,
  ) {
    this.inputs = bin.inputs;
    this.outputs = bin.outputs;
    this.tappable = new Set(bin.tappable);
  }

  /** `bin`: a path, or the bytes of the file. Throws DiagnosticError for one that is not sound. */
  static async open(bin: string | Uint8Array, lane: Lane, sink?: Sink): Promise<BinInLane> {
    return new BinInLane(await lane.openBin(bin), sink);
  }

  async run(feeds: Feeds, taps: readonly string[] = []): Promise<Map<string, Tensor>> {
    const { tensors, diagnostics } = await this.bin.run(feeds, taps);
    for (const diagnostic of diagnostics) this.sink?.report(diagnostic);
    return tensors;
  }

  close(): Promise<void> {
    return this.bin.close();
  }
}
