import { parseExpression } from './expression';
import { type Code, toCode } from './to-code';

/** A reason with `{expression}` in it, as a template literal over `f: NodeFacts`. */
export function reasonCode(reason: string): Code {
  const imports = new Set<string>();
  let usesFacts = false;
  const pieces = reason.split(/\{([^{}]+)\}/).map((piece, i) => {
    if (i % 2 === 0) return piece.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
    usesFacts = true;
    const code = toCode(parseExpression(piece));
    if (piece === 'op') return '${f.op}';
    code.imports.forEach((name) => imports.add(name));
    imports.add('say');
    return `\${say(${code.text})}`;
  });
  const text = pieces.join('');
  const plain = pieces.length === 1 ? `'${text.replaceAll("'", "\\'")}'` : `\`${text}\``;
  return { text: plain, imports, usesFacts };
}
