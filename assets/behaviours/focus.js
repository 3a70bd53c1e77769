/* Focus: to what went wrong, to a new page's heading, and never to nowhere. */

import { keepAll, sweep } from "./drafts.js";
import { here } from "./page.js";

const lost = () => !document.activeElement || document.activeElement === document.body;

let asked = false; // an answer of the server is awaited
let summary = null;
let words = "";

export const ask = () => {
  asked = true;
};

export const focusProblems = (settled) => {
  const shown = document.querySelector("[data-error-summary]");
  const text = shown?.textContent ?? "";
  const changed = shown !== summary || text !== words;
  [summary, words] = [shown, text];
  if (!shown || !asked || !(changed || settled)) return;
  asked = false;
  keepAll();
  shown.focus();
};

let path = here();
let heading = document.querySelector("main h1");
let arriving = false;

export const focusArrival = () => {
  if (here() !== path) {
    path = here();
    arriving = true;
    asked = false;
    sweep();
  }
  const shown = document.querySelector("main h1");
  if (!shown || shown === heading) return;
  if (arriving && lost()) shown.focus({ preventScroll: true });
  heading = shown;
  arriving = false;
};

let trail = []; // what held the focus, and what is around it

export const listenForFocus = () =>
  addEventListener("focusin", ({ target }) => {
    trail = [];
    for (let at = target; at instanceof Element; at = at.parentElement) trail.push(at);
  });

/** When what had the focus is gone, give it to the nearest place that remains. */
export const focusSurvivor = () => {
  if (!trail.length || trail[0].isConnected || !lost()) return;
  for (const place of trail) {
    if (place.isConnected && place.hasAttribute("tabindex")) place.focus({ preventScroll: true });
    if (!lost()) return;
  }
  trail = [];
};
