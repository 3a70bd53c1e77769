/* How much more a field takes: seen at every key, said when the typing pauses. */

import { all, ready } from "./page.js";

const PAUSE = 1200; // ms without a key after which it is said

// As the server counts: whole characters, and blanks as one.
const length = (text) => [...text.normalize("NFC").replace(/\s+/g, " ").trim()].length;

const some = (count, one, many) =>
  count === 1 ? `${one} 1 carácter` : `${many} ${count} caracteres`;

const words = (typed, least, most) => {
  if (!typed) return "";
  if (typed < least) return some(least - typed, "Falta", "Faltan");
  if (typed > most) return some(typed - most, "Sobra", "Sobran");
  return some(most - typed, "Queda", "Quedan");
};

const put = (place, text) => {
  if (place && place.textContent !== text) place.textContent = text;
};

/** Count every field that is counted. */
export const count = () => {
  // Text that React did not render would make it throw the page away while it wakes up.
  if (!ready()) return;
  for (const seen of all("[data-counter]")) {
    const typed = length(document.getElementById(seen.dataset.counter)?.value ?? "");
    put(seen, words(typed, Number(seen.dataset.least), Number(seen.dataset.most)));
    seen.toggleAttribute("data-over", typed > Number(seen.dataset.most));
  }
};

let timer = 0;

/** Say the count of a field, once the person has stopped typing. */
export const countAloud = (control) => {
  const seen = all("[data-counter]").find(({ dataset }) => dataset.counter === control.id);
  if (!seen) return;
  count();
  clearTimeout(timer);
  timer = setTimeout(() => put(seen.nextElementSibling, seen.textContent), PAUSE);
};
