/* Numbers that are asked for anew: what was typed in their place is let go. */

import { dropDraft } from "./drafts.js";
import { all } from "./page.js";
import { touched } from "./values.js";

const form = () => document.querySelector("form[data-draft=consecutives]");

const letGo = () => {
  dropDraft(form());
  for (const control of all("input.control", form())) {
    touched.delete(control);
    control.value = control.defaultValue; // what the server knows, until it answers
  }
};

/** Let the server fill the numbers for the first time, or bring back those before. */
export const onWay = (radio) => {
  const before = radio.closest("[data-renumbers]").dataset.value;
  if (radio.value !== before && [radio.value, before].includes("first")) letGo();
};

export const renumber = letGo;
