/* A glance at user, file and PIN as soon as they are there, before anything is sent. */

import { unread } from "./key_file.js";
import { ready } from "./page.js";
import { tellReact } from "./values.js";

const LEFT = 100; // ms after a control was left, or a file chosen
const STILL = 900; // ms without a letter
const NAMES = ["hacienda_user", "key_content", "key_name", "key_size", "pin"];
const told = new WeakMap(); // the hidden control → what it handed over last
let timer = 0;

const handOver = async (box) => {
  const form = box.closest("form");
  await Promise.all(unread(form));
  if (!box.isConnected || !ready()) return;
  const values = NAMES.map((name) => [name, form.elements.namedItem(name)?.value ?? ""]);
  const message = JSON.stringify(Object.fromEntries(values));
  if (told.get(box) === message) return;
  told.set(box, message);
  box.value = message;
  tellReact(box);
  box.value = "";
};

const listen = ({ type, target }) => {
  if (!(target instanceof Element)) return;
  const box = target.closest("form")?.querySelector("[data-glance]");
  const key = target.matches("[data-key-file]");
  const near = key ? document.querySelector("[data-glance]") : box;
  if (!near || !(key || NAMES.includes(target.name))) return;
  clearTimeout(timer);
  timer = setTimeout(handOver, type === "change" ? LEFT : STILL, near);
};

/** A submit says all that a glance could; the next change is looked at again. */
export const endGlances = (form) => {
  clearTimeout(timer);
  told.delete(form.querySelector("[data-glance]"));
};

export const listenForGlances = () => {
  addEventListener("input", listen);
  addEventListener("change", listen);
};
