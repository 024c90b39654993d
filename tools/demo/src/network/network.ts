import type { ValueId } from '@openbpu/ir';
import type { Blob } from './blob';
import type { NetworkDraft } from './network-draft';
import type { Layer } from './layer';
import type { Parameter } from './parameter';

/** A value inside a network: 0 is its input, n the output of the n-th step. */
export type Place = number;

interface Step {
  readonly name: string;
  readonly layer: Layer;
  readonly inputs: readonly Place[];
}

/** Layers in order, each reading earlier places; the output is the last. */
export class Network {
  private readonly steps: Step[] = [];

  /** Appends a layer; gives the place of its output. */
  add(name: string, layer: Layer, ...inputs: Place[]): Place {
    return this.steps.push({ name, layer, inputs });
  }

  get parameters(): Parameter[] {
    return this.steps.flatMap(({ layer }) => layer.parameters);
  }

  forward(input: Blob, training = false): Blob {
    const places = [input];
    for (const { layer, inputs } of this.steps)
      places.push(
        layer.forward(
          inputs.map((place) => places[place]),
          training,
        ),
      );
    return places[places.length - 1];
  }

  /** Sets the gradients of all parameters, from the gradient of the loss by the last output of a training `forward`. */
  backward(gradient: Blob): void {
    const gradients: (Blob | undefined)[] = [];
    gradients[this.steps.length] = gradient;
    for (let i = this.steps.length - 1; i >= 0; i--) {
      const { layer, inputs } = this.steps[i];
      layer.backward(gradients[i + 1]!).forEach((part, k) => {
        const other = gradients[inputs[k]];
        gradients[inputs[k]] = other ? { ...part, data: part.data.map((value, j) => value + other.data[j]) } : part;
      });
      gradients[i + 1] = undefined;
    }
  }

  /** Adds the nodes of all layers behind `input`; gives the output. */
  emit(draft: NetworkDraft, input: ValueId): ValueId {
    const values = [input];
    for (const { name, layer, inputs } of this.steps)
      values.push(
        layer.emit(
          draft,
          name,
          inputs.map((place) => values[place]),
        ),
      );
    return values[values.length - 1];
  }
}
