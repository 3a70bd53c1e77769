/* Files that are handed over at once: dropped anywhere on the page, and sent as text. */

import { stop } from "./page.js";
import { tellReact } from "./values.js";

/** Find the control that takes what is dropped, if the page has one. */
const place = () => document.querySelector("[data-drops]");

/** Say what was chosen, where the control's own words are hidden. */
export const show = (input, name) =>
  input.parentElement.querySelector(".file-name")?.setAttribute("data-chosen", name);

/** Give a message to the app, through the hidden control beside a file's. */
export const handOver = (input, message) => {
  const hidden = input.parentElement.querySelector("textarea");
  hidden.value = JSON.stringify(message);
  tellReact(hidden);
  hidden.value = "";
};

/** Let the same file be chosen again, after something else was corrected. */
export const forgetFile = (input) => {
  input.value = "";
};

const holdsFiles = (event) => place() && [...(event.dataTransfer?.types ?? [])].includes("Files");

const onDrag = (event) => {
  if (!holdsFiles(event)) return;
  // Otherwise the browser would leave the page to show the file.
  event.preventDefault();
  place().parentElement.toggleAttribute("data-over", event.type === "dragover");
};

const onDrop = (event) => {
  const files = [...(event.dataTransfer?.files ?? [])];
  const input = place();
  if (!files.length || !input) return;
  stop(event);
  input.parentElement.removeAttribute("data-over");
  input.closest("details")?.setAttribute("open", "");
  const taken = new DataTransfer();
  for (const file of input.multiple ? files : files.slice(0, 1)) taken.items.add(file);
  input.files = taken.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

export const listenForDrops = () => {
  addEventListener("dragover", onDrag, true);
  addEventListener("dragleave", onDrag, true);
  addEventListener("drop", onDrop, true);
};
