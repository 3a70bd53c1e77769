/* Documents that show the last numbers: names, and of the others the beginning. */

import { handOver, show } from "./drops.js";
import { ask } from "./focus.js";
import { awaitAnswer } from "./waiting.js";

// The server refuses more, and is not sent more.
const FILES = 2000;
const TEXT = 128 * 1024;
const HEAD = 8 * 1024;
const HEADS = 500; // of the newest files; of those before, only the names
const MESSAGE = 600_000;
const IS_XML = /\.xml$/i;
// Of its document's clave, and of a message's own number: the official names. Any other may
// be of a message named only after what it answers, and so is read.
const OFFICIAL = /^506[0-9a-z]{47}(-[0-9]{20})?(_respuesta)?( ?\([0-9]+\))?\.xml$/i;

const read = new WeakMap(); // control → the choice that was read from it
let batch = 0;

const headOf = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onloadend = () => resolve(String(reader.result ?? "").split(",")[1] ?? "");
    reader.readAsDataURL(file.slice(0, HEAD));
  });

const needsReading = ({ name, type }) =>
  !OFFICIAL.test(name) && (IS_XML.test(name) || type.endsWith("/xml"));

const send = async (input, files) => {
  const mine = String((batch += 1));
  let [part, size, heads] = [[], 0, 0];
  for (const file of files) {
    const reads = needsReading(file) && (heads += 1) <= HEADS;
    const head = reads ? await headOf(file) : "";
    if (mine !== String(batch) || !input.isConnected) return;
    if (part.length && size + head.length > MESSAGE) {
      handOver(input, { batch: mine, last: false, files: part });
      [part, size] = [[], 0];
    }
    part.push({ name: file.name, head });
    size += file.name.length + head.length;
  }
  handOver(input, { batch: mine, last: true, files: part });
};

export const readDocuments = (input) => {
  const files = [...input.files];
  if (!files.length || read.get(input) === input.files) return; // a choice is told twice
  read.set(input, input.files);
  show(input, files.length === 1 ? files[0].name : `${files.length} archivos`);
  ask();
  awaitAnswer(input.parentElement);
  const newestFirst = files.sort((one, other) => other.lastModified - one.lastModified);
  send(input, newestFirst.slice(0, FILES + 1));
};

export const readText = (button) => {
  const { value } = document.getElementById(button.dataset.readsText);
  const input = document.querySelector("[data-documents]");
  handOver(input, { batch: String((batch += 1)), text: value.slice(0, TEXT + 1) });
};
