/* The paste box: Hacienda's whole e-mail goes in, user and password come out. They stay in
   this page: nothing of it is sent before the form is. */

import { credentialsIn } from "./credentials.js";
import { keep } from "./drafts.js";
import { tellReact, touched } from "./values.js";

const BOTH = 200_000; // characters that an e-mail with its source may have

const fill = (control, value) => {
  if (!control || !value) return;
  control.value = value;
  touched.add(control);
  keep(control);
  tellReact(control);
  control.dispatchEvent(new Event("change", { bubbles: true }));
};

const outcome = ({ user, password }) => {
  if (user && password) return "both";
  if (user) return "user";
  return password ? "password" : "none";
};

const say = (box, found) => {
  for (const said of box.closest("details").querySelectorAll("[data-found]"))
    said.hidden = said.dataset.found !== found;
};

export const readPasted = (box) => {
  if (!box.value.trim()) return;
  const found = credentialsIn(box.value.slice(0, BOTH));
  const { elements } = box.closest("form");
  fill(elements.namedItem("hacienda_user"), found.user);
  fill(elements.namedItem("hacienda_password"), found.password);
  // What is filled in need not lie about for others to see.
  if (found.user || found.password) box.value = "";
  say(box, outcome(found));
};
