import * as ts from 'typescript';

/** The language of the rules, as data: a small part of JavaScript. */
export type Expr =
  | { readonly kind: 'value'; readonly value: number | string | boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Expr[] }
  | { readonly kind: 'dot'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'at'; readonly of: Expr; readonly index: Expr }
  | { readonly kind: 'not'; readonly of: Expr }
  | { readonly kind: 'binary'; readonly op: Operator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'choice'; readonly test: Expr; readonly then: Expr; readonly otherwise: Expr }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly body: Expr };

export type Operator = '||' | '&&' | '===' | '!==' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

const OPERATORS: readonly string[] = [
  '||',
  '&&',
  '===',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
] satisfies readonly Operator[];

/** Reads an expression. Throws SyntaxError for anything outside the language; nothing is evaluated. */
export function parseExpression(text: string): Expr {
  const file = ts.createSourceFile('rule.ts', `(${text});`, ts.ScriptTarget.ES2022, true);
  const [statement, ...rest] = file.statements;
  if (rest.length > 0 || !statement || !ts.isExpressionStatement(statement))
    throw new SyntaxError(`not one expression: ${text}`);
  return convert(statement.expression, text);
}

function convert(node: ts.Expression, text: string): Expr {
  const sub = (child: ts.Expression) => convert(child, text);
  if (ts.isParenthesizedExpression(node)) return sub(node.expression);
  if (ts.isNumericLiteral(node)) return { kind: 'value', value: Number(node.text) };
  if (ts.isStringLiteral(node)) return { kind: 'value', value: node.text };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: 'value', value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: 'value', value: false };
  if (ts.isIdentifier(node) && node.text === '') throw new SyntaxError(`something is missing: ${text}`);
  if (ts.isIdentifier(node)) return { kind: 'name', name: node.text };
  if (ts.isArrayLiteralExpression(node)) return { kind: 'list', items: node.elements.map(sub) };
  if (ts.isCallExpression(node)) return { kind: 'call', callee: sub(node.expression), args: node.arguments.map(sub) };
  if (ts.isPropertyAccessExpression(node)) return { kind: 'dot', of: sub(node.expression), name: node.name.text };
  if (ts.isElementAccessExpression(node))
    return { kind: 'at', of: sub(node.expression), index: sub(node.argumentExpression) };
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return { kind: 'not', of: sub(node.operand) };
  if (ts.isConditionalExpression(node))
    return { kind: 'choice', test: sub(node.condition), then: sub(node.whenTrue), otherwise: sub(node.whenFalse) };
  if (ts.isBinaryExpression(node)) {
    const op = node.operatorToken.getText();
    if (isOperator(op)) return { kind: 'binary', op, left: sub(node.left), right: sub(node.right) };
  }
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body))
    return {
      kind: 'function',
      parameters: node.parameters.map((parameter) => parameter.name.getText()),
      body: sub(node.body),
    };
  throw new SyntaxError(`"${node.getText()}" is outside the language of rules: ${text}`);
}

function isOperator(op: string): op is Operator {
  return OPERATORS.includes(op);
}

/** `left && right && …`, or `left || right || …`, as a list. */
export function parts(expr: Expr, op: '&&' | '||'): readonly Expr[] {
  return expr.kind === 'binary' && expr.op === op ? [...parts(expr.left, op), ...parts(expr.right, op)] : [expr];
}

/** The opposite of `parts`; undefined for an empty list. */
export function joined(exprs: readonly Expr[], op: '&&' | '||'): Expr | undefined {
  return exprs.length === 0 ? undefined : exprs.reduce((left, right) => ({ kind: 'binary', op, left, right }));
}
