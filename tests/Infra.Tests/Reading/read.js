"use strict";

// Reads a JSON object of file contents by path from standard input, and writes the syntax tree of each Bicep file and the document of each
// YAML file as one line of JSON. Syntax errors are reported with their line. Whoever started it kills it after that line.
const { Language, Parser } = require("web-tree-sitter");
const yaml = require("yaml");

const node = (syntax) => ({
  kind: syntax.isMissing ? "MISSING" : syntax.type,
  line: syntax.startPosition.row + 1,
  text: syntax.text,
  tokens: syntax.children.filter((child) => !child.isNamed).map((child) => child.type),
  children: syntax.children.filter((child) => child.isNamed && !child.type.endsWith("comment")).map(node),
});

const faults = (syntax) =>
  syntax.isError || syntax.isMissing
    ? [`line ${syntax.startPosition.row + 1}: '${syntax.text.split("\n")[0]}' is not Bicep.`]
    : syntax.hasError ? syntax.children.flatMap(faults) : [];

const readYaml = (text) => {
  const document = yaml.parseDocument(text);
  return { faults: document.errors.map((error) => error.message), document: document.toJS() };
};

const main = async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
  const readBicep = (path, text) => {
    // The grammar does not support the assignments of parameter files, so they are parsed as variables of the same length.
    const root = parser.parse(path.endsWith(".bicepparam") ? text.replace(/^param /gm, "var   ") : text).rootNode;
    return { faults: faults(root), tree: node(root) };
  };
  const files = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const read = Object.entries(files).map(([path, text]) => [path, path.includes(".bicep") ? readBicep(path, text) : readYaml(text)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(read))}\n`);
};

main();
