// Typst as a library of Node, for tests/bench/typst.py: node typst.cjs MODULES FONTS FILE.typ…
// Each file becomes FILE.typ.pdf; with no file it is what starting costs.
const { createRequire } = require("module");
const { writeFileSync } = require("fs");

const [modules, fonts, ...files] = process.argv.slice(2);
const { NodeCompiler } = createRequire(modules + "/")("@myriaddreamin/typst-ts-node-compiler");
const compiler = NodeCompiler.create({ workspace: "/", fontArgs: [{ fontPaths: [fonts] }] });
for (const file of files) {
  writeFileSync(file + ".pdf", compiler.pdf({ mainFilePath: file }));
}
