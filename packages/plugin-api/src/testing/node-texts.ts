/** A graph as text: the convolution `n` of the image `x`, with a Sigmoid behind it. */
export function conv(attrs: string, weight: string, input = '1x8x32x32'): string {
  return (
    `input x: float32[${input}] NCHW\nconst w: float32[${weight}] = splat 0.5\n` +
    `n: y = Conv(x, w) {${attrs}}\nr: z = Sigmoid(y)\noutput z`
  );
}

/** The same without anything behind it. */
export function lastConv(attrs: string, weight: string, input: string): string {
  return conv(attrs, weight, input).replace('\nr: z = Sigmoid(y)\noutput z', '\noutput y');
}

/** The transposed convolution `n` of the image `x`. */
export function deconv(attrs: string, weight = '8x4x4x4', input = '1x8x16x16'): string {
  return (
    `input x: float32[${input}] NCHW\nconst w: float32[${weight}] = splat 0.5\n` +
    `n: y = ConvTranspose(x, w) {${attrs}}\noutput y`
  );
}

/** The node `n` of the tensor `x` alone. */
export function unary(op: string, attrs = '', input = '1x8x16x16'): string {
  return `input x: float32[${input}]\nn: y = ${op}(x) {${attrs}}\noutput y`;
}

/** The node `n` of two computed tensors. */
export function binary(op: string, a: string, b: string, attrs = ''): string {
  return `input a: float32[${a}]\ninput b: float32[${b}]\nn: y = ${op}(a, b) {${attrs}}\noutput y`;
}

/** The node `n` of a computed tensor and a constant full of `value`. */
export function withConstant(op: string, a: string, b: string, value = 0.5): string {
  return `input a: float32[${a}]\nconst b: float32[${b}] = splat ${value}\nn: y = ${op}(a, b)\noutput y`;
}
