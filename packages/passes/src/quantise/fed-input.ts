import type { ValueId } from '@openbpu/ir';
import { Transpose } from '@openbpu/ops';
import { type ModelInput, type TensorOrder, axesBetween, perTensor, tensorType } from '@openbpu/tensor';
import { type IntegerGraph, atBorder } from './integer-graph';

/** What an integer model must know of an input: images are fed as int8 at scale 1, others as they are. */
export interface FedInput extends Pick<ModelInput, 'name' | 'typeRt' | 'layoutTrain'> {
  /** How this very model takes it. */
  readonly layoutFed: TensorOrder;
}

/** Declares a model input as it is fed, under its name; a Transpose brings it to the training layout. */
export function feedInput(target: IntegerGraph, id: ValueId, input: FedInput | undefined): void {
  const { draft } = target;
  const { shape, dtype, layout } = target.typeOf(id);
  const image = input !== undefined && input.typeRt !== 'featuremap';
  const { layoutTrain = 'NCHW', layoutFed = 'NCHW' } = input ?? {};
  const fedFrom = axesBetween(layoutTrain, layoutFed, shape.length);
  const type = tensorType(
    image ? 'int8' : dtype,
    fedFrom ? fedFrom.map((axis) => shape[axis]) : shape,
    input && shape.length === 4 ? layoutFed : layout,
    image ? perTensor(1) : undefined,
  );
  draft.input(id, type);
  const [inner] = fedFrom
    ? draft.node({
        id: draft.nodeNames.free(`${id}_TransposeInput0`),
        op: Transpose,
        inputs: [id],
        attrs: { perm: axesBetween(layoutFed, layoutTrain, shape.length) },
        outputs: [draft.names.free(`${id}_${layoutTrain.toLowerCase()}`)],
        types: [{ ...type, shape, layout: layoutTrain }],
        placement: atBorder(`the model is fed in ${layoutFed}`),
      })
    : [id];
  if (image) target.setInteger(id, inner);
  else target.setFloat(id, inner);
}
