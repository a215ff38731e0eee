// Reads the syntax of run-conformance.ps1 where no PowerShell is at hand. Optional:
//     npm install --no-save --ignore-scripts web-tree-sitter tree-sitter-powershell && node tools/ci/check-script.mjs
// Ends with 0 when the script parses, with 1 and the place when it does not.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Parser, Language } from 'web-tree-sitter';

const file = process.argv[2] ?? new URL('../../run-conformance.ps1', import.meta.url);
const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));
const root = parser.parse(readFileSync(file, 'utf8')).rootNode;

const wrong = [];
const look = (node) => {
  if (node.isError || node.isMissing) wrong.push(node);
  else if (node.hasError) node.children.forEach(look);
};
look(root);
for (const node of wrong) {
  const { row, column } = node.startPosition;
  console.error(`${file}:${row + 1}:${column + 1}: ${node.isMissing ? `'${node.type}' is missing` : 'cannot be read here'}`);
}
process.exit(wrong.length > 0 ? 1 : 0);
