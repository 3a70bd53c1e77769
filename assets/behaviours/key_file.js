/* The key: read here, so that it travels once and inside the form. */

import { all } from "./page.js";

const LIMIT = 64 * 1024; // a .p12 of Hacienda weighs 3 to 6 KB
const reading = new Map(); // control → when its file is read

const part = (input, name) =>
  input.parentElement.querySelector(`[name="${input.dataset.keyFile}_${name}"]`);

const show = (input, name) => {
  const place = input.parentElement.querySelector(".file-name");
  if (name) place?.setAttribute("data-chosen", name);
  else place?.removeAttribute("data-chosen");
};

export const readKey = (input) => {
  const [file] = input.files;
  show(input, file?.name);
  part(input, "content").value = "";
  part(input, "name").value = file?.name ?? "";
  part(input, "size").value = file ? String(file.size) : "";
  reading.delete(input);
  if (!file || file.size > LIMIT) return;
  const reader = new FileReader();
  const done = new Promise((resolve) => {
    reader.onloadend = resolve;
  }).then(() => {
    if (input.files[0] === file)
      part(input, "content").value = String(reader.result ?? "").split(",")[1] ?? "";
    reading.delete(input);
  });
  reading.set(input, done);
  reader.readAsDataURL(file);
};

/** List what a form has still to read; a file chosen before we listened is read now. */
export const unread = (form) => {
  const inputs = all("[data-key-file]", form);
  for (const input of inputs)
    if (input.files.length && !part(input, "name").value) readKey(input);
  return inputs.filter((input) => reading.has(input)).map((input) => reading.get(input));
};
