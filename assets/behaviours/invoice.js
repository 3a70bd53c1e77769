/* An invoice, chosen or dropped anywhere on its page: read here, handed over as text. */

import { keep } from "./drafts.js";
import { handOver, show } from "./drops.js";
import { ask } from "./focus.js";
import { touched } from "./values.js";
import { awaitAnswer } from "./waiting.js";

const LIMIT = 1024 * 1024; // the server refuses more, and is not sent more

const read = new WeakMap(); // control → the file it was read from
const adopted = new Map(); // control → what an invoice gave it

/** Take what an invoice filled for the person's own: it is kept like what is typed. */
export const adoptInvoice = (place) => {
  const { elements } = place.closest("form");
  for (const name of place.dataset.filled.split(" ")) {
    const control = name && elements.namedItem(name);
    if (!control || touched.has(control)) continue;
    adopted.set(control, control.value);
    touched.add(control);
    keep(control);
  }
};

/** Let another invoice, and the person's empty fields, be filled; what is typed stays. */
const release = (form) => {
  for (const [control, value] of adopted) if (control.value === value) touched.delete(control);
  adopted.clear();
  for (const control of form.elements) if (control.value === "") touched.delete(control);
};

export const readInvoice = (input) => {
  const [file] = input.files;
  if (!file || read.get(input) === file) return; // a choice is told twice
  read.set(input, file);
  show(input, file.name);
  const form = input.closest("form");
  release(form);
  ask();
  awaitAnswer(form);
  const message = { cedula: form.elements.namedItem("cedula").value, size: file.size };
  if (file.size > LIMIT) {
    handOver(input, message);
    return;
  }
  const reader = new FileReader();
  reader.onloadend = () => {
    const content = String(reader.result ?? "").split(",")[1] ?? "";
    if (input.isConnected && input.files[0] === file) handOver(input, { ...message, content });
  };
  reader.readAsDataURL(file);
};
