// Writes the icons named in icons.txt as one Jinja2 table: name → the inside of a 16 × 16 SVG.
import { readFileSync, writeFileSync } from "node:fs";

const inside = (name) =>
  readFileSync(`node_modules/bootstrap-icons/icons/${name}.svg`, "utf8")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s*\n\s*/g, "");

const names = readFileSync("icons.txt", "utf8").split("\n").filter(Boolean).sort();
const rows = names.map((name) => `  '${name}': '${inside(name)}',`);
const lines = ["{# Built by assets/build.sh from Bootstrap Icons; do not edit. #}", "{%- set ICONS = {", ...rows, "} -%}", ""];
writeFileSync(process.argv[2], lines.join("\n"));
