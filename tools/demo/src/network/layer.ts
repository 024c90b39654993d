import type { ValueId } from '@openbpu/ir';
import type { Blob } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Parameter } from './parameter';

/** A step of a network that can learn and can be written as nodes of a graph. */
export interface Layer {
  readonly parameters: readonly Parameter[];
  /**
   * The output for a batch. `training` keeps what `backward` needs, and has normalisation use the statistics of the
   * batch.
   */
  forward(inputs: readonly Blob[], training: boolean): Blob;
  /**
   * From the gradient by the last output of a training `forward`: sets the parameters' gradients, gives those by the
   * inputs.
   */
  backward(gradient: Blob): Blob[];
  /** Adds its nodes under the given name; gives the value that is its output. */
  emit(draft: NetworkDraft, name: string, inputs: readonly ValueId[]): ValueId;
}
