/* Clicks: what they do here, and what must not happen twice or too early. */

import { readText } from "./documents.js";
import { forget, keepValues } from "./drafts.js";
import { forgetFile } from "./drops.js";
import { askForRow, closeGap, write } from "./emails.js";
import { ask } from "./focus.js";
import { renumber } from "./numbers.js";
import { closest, ready, stop } from "./page.js";
import { endSearch } from "./search.js";
import { awaitAnswer } from "./waiting.js";

const held = new Set(); // buttons pressed before the page was alive

export const reveal = (button) => {
  const input = document.getElementById(button.dataset.reveal);
  const shown = button.toggleAttribute("data-shown");
  if (input) input.type = shown ? "text" : "password";
  button.setAttribute("aria-label", shown ? "Ocultar lo escrito" : "Mostrar lo escrito");
};

const jump = (event, link) => {
  const target = document.getElementById(link.hash.slice(1));
  stop(event);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: link.matches(".skip") ? "start" : "center" });
};

const useSuggestion = ({ dataset }) => {
  const control = document.getElementById(dataset.useIn);
  write(control, dataset.text);
  control.focus();
};

const fill = (choice) => {
  const values = choice.dataset.with.split("-");
  const fields = choice.dataset.fills.split(" ");
  keepValues(choice.form, Object.fromEntries(fields.map((name, at) => [name, values[at]])));
  endSearch(choice);
};

const plain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) =>
  !button && !ctrlKey && !metaKey && !shiftKey && !altKey;

const readGuide = (event, link) => {
  stop(event);
  // Few read a guide: its script comes when somebody does.
  import("./guide.js").then(
    ({ openGuide }) => openGuide(link),
    () => open(link.href, "_blank", "noopener"),
  );
};

const press = (event, button) => {
  ask();
  if (button.matches(".btn")) awaitAnswer(button);
  if (!ready()) {
    held.add(button);
    stop(event);
  } else if (button.matches("[data-use-in]")) useSuggestion(button);
  else if (button.matches("[data-fills]")) fill(button);
  else if (button.matches("[data-renumbers]")) renumber();
  else if (button.matches("[data-reads-text]")) readText(button);
  else if (button.matches("[data-email-row] .remove")) closeGap(button);
  else if (event.isTrusted && button.matches("[data-adds]")) askForRow(button);
};

const onClick = (event) => {
  const find = (selector) => closest(event, selector);
  const twice = event.detail > 1 && find(".btn, .round");
  if (twice || find("[aria-disabled=true]")) {
    stop(event);
    return;
  }
  if (find("[data-drop-drafts]")) forget();
  if (find("[data-drops]")) forgetFile(event.target);
  const link = find("[data-error-summary] a, a.skip");
  const button = find("button[type=button]:not([data-guide-close])");
  const guide = plain(event) && find("a[data-guide]");
  if (guide) readGuide(event, guide);
  else if (link) jump(event, link);
  else if (find("[data-reload]")) location.reload();
  else if (find("[data-reveal]")) reveal(button);
  else if (button) press(event, button);
};

export const replayClicks = () => {
  const pressed = [...held].filter((button) => button.isConnected);
  held.clear();
  for (const button of pressed) button.click();
};

export const listenForClicks = () => addEventListener("click", onClick, true);
