import type { RecipeModel } from '@openbpu/river';
import type { Fit } from '@openbpu/vision';

/** A trained classifier whose copies are converted, and the pictures that judge them. */
export interface HardNet {
  readonly model: RecipeModel;
  readonly typeRt: string;
  readonly fit: Fit & { readonly kind: 'crop' };
  /** Its pictures; those that have to be drawn are drawn into `folder`. */
  pictures(folder: string): Promise<Pictures>;
}

export interface Pictures {
  /** Files to calibrate with. */
  readonly calibration: readonly string[];
  /** Where the pictures lie that judge. */
  readonly folder: string;
  /** Lines of `<file> <label>`. */
  readonly labels: readonly string[];
}
