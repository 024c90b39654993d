import type { Parameter } from './parameter';

const [FIRST, SECOND] = [0.9, 0.999];

/** Adam with decoupled weight decay. */
export class Adam {
  private readonly moments: readonly (readonly [Float64Array, Float64Array])[];
  private readonly powers = [1, 1];

  constructor(
    private readonly parameters: readonly Parameter[],
    private readonly decay: number,
  ) {
    this.moments = parameters.map(({ value }) => [new Float64Array(value.length), new Float64Array(value.length)]);
  }

  /** One step against the gradients. */
  step(rate: number): void {
    this.powers[0] *= FIRST;
    this.powers[1] *= SECOND;
    this.parameters.forEach(({ value, gradient, decays }, p) => {
      const [first, second] = this.moments[p];
      for (let i = 0; i < value.length; i++) {
        first[i] = FIRST * first[i] + (1 - FIRST) * gradient[i];
        second[i] = SECOND * second[i] + (1 - SECOND) * gradient[i] * gradient[i];
        const move = first[i] / (1 - this.powers[0]) / (Math.sqrt(second[i] / (1 - this.powers[1])) + 1e-8);
        value[i] -= rate * (move + (decays ? this.decay * value[i] : 0));
      }
    });
  }
}
