/* Waiting: past a blink it shows on the button, and is said. */

import { ready } from "./page.js";

const BLINK = 300; // ms a person does not notice
const LONGEST = 10_000; // ms after which nothing is awaited any more

let pending = null;
let timer = 0;

export const say = (words) => {
  // Text that React did not render would make it throw the page away while it wakes up.
  const place = ready() && document.getElementById("page-status");
  if (place && place.textContent !== words) place.textContent = words;
};

export const answered = () => {
  clearTimeout(timer);
  if (pending) delete pending.dataset.waiting;
  pending = null;
  say("");
};

export const awaitAnswer = (place) => {
  answered();
  pending = place;
  timer = setTimeout(() => {
    place.dataset.waiting = "";
    say("Un momento…");
    timer = setTimeout(answered, LONGEST);
  }, BLINK);
};

/** Take any change of the page, but our own words, as the answer. */
export const noticeAnswer = (changes) => {
  if (pending && changes.some(({ target }) => target.id !== "page-status")) answered();
};
