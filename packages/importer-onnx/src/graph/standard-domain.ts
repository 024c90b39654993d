/** Whether a domain is that of the standard operators, which has two spellings. */
export function standardDomain(domain: string | undefined): boolean {
  return domain === undefined || domain === '' || domain === 'ai.onnx';
}
