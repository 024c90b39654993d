import type { PictureChain } from '@openbpu/tensor';
import type { Fields, InputFields } from './fields';

/**
 * A checked recipe: plain, frozen data. Each key of `RECIPE_GROUPS` is a field here. What the user left unset and only
 * the model can tell (names, shapes, runtime layout, data source) is undefined; documented defaults are filled in.
 * Paths are as written.
 */
export interface Recipe extends Omit<Fields<'input_parameters'>, 'inputName'> {
  readonly model: ModelRecipe;
  /** In the order of `input_name`; one entry without a name when that key is unset. */
  readonly inputs: readonly InputRecipe[];
  readonly calibration: CalibrationRecipe;
  readonly compiler: CompilerRecipe;
  readonly customOp?: CustomOpRecipe;
  /** From pictures in the calibration folders to samples; absent where they hold samples. */
  readonly preprocess?: PictureChain;
}

/** The keys that say where the model is: those of one kind of model, all of them. */
type SourceField = 'onnxModel' | 'prototxt' | 'caffeModel';
type Source<F extends SourceField> = Required<Pick<Fields<'model_parameters'>, F>>;

export type ModelOptions = Omit<Fields<'model_parameters'>, SourceField>;

export type ModelRecipe = ModelOptions &
  (
    ({ readonly kind: 'onnx' } & Source<'onnxModel'>) | ({ readonly kind: 'caffe' } & Source<'prototxt' | 'caffeModel'>)
  );

/** One model input; what ModelInput has too is of its types. `mean` and `scale` hold one value, or one per channel. */
export interface InputRecipe extends InputFields {
  readonly name?: string;
}

/** `maxPercentile` is defined exactly when `type` is max. */
export type CalibrationRecipe = Omit<Fields<'calibration_parameters'>, 'maxPercentile'> &
  Partial<Pick<Fields<'calibration_parameters'>, 'maxPercentile'>>;

export type CompilerRecipe = Fields<'compiler_parameters'>;
export type CustomOpRecipe = Fields<'custom_op'>;
