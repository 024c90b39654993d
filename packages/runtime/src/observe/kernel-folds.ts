import { type Kernels, loadKernels } from '@openbpu/kernels';
import { kernelProducts } from './kernel-products';
import type { FoldResult, Observation } from './observation';
import { TensorFolds } from './tensor-folds';

/** The folds of `fold`, bit for bit, on SIMD kernels, of tensors on their own. One instance a thread. */
export class KernelFolds {
  private readonly kernels: Kernels = loadKernels();

  /** Answers several observations of one tensor in order. */
  fold(observations: readonly Observation[], data: Float32Array): readonly FoldResult[] {
    this.kernels.reset();
    const folds = new TensorFolds(this.kernels, observations, kernelProducts);
    folds.add(data);
    return folds.results();
  }
}
