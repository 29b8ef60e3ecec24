// One warm process: read the data, make one document, then time COUNT of them.  Prints CPU and wall seconds.
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, data, folder, count] = process.argv.slice(2);
const content = fs.readFileSync(template);
const briefs = JSON.parse(fs.readFileSync(data, "utf-8"));

function make(number) {
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(briefs[number % briefs.length]);
  const options = { type: "nodebuffer", compression: "DEFLATE", compressionOptions: { level: 6 } };
  fs.writeFileSync(path.join(folder, `out.${number}.docx`), document.getZip().generate(options));
}

make(0);
for (let number = 0; number < Number(count); number++) make(number);
