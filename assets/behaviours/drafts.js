/* Drafts: what was typed survives a reload, in this tab only, and never a secret. */

import { all, here, ready } from "./page.js";
import { chosen, hasOption, tellAgain, tellReact, touched } from "./values.js";

const PREFIX = "asystec:draft:";
const MAX_AGE = 24 * 60 * 60 * 1000;

const load = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const save = (key, draft) => {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...draft, path: here() }));
  } catch {
    // A full or closed storage costs the draft, not the form.
  }
};

const keys = () =>
  Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at)).filter((key) =>
    key?.startsWith(PREFIX),
  );

const isDraftable = (control) =>
  control.name &&
  !["password", "file", "hidden"].includes(control.type) &&
  !control.closest("[data-secret]");

/** Keep values that are the person's, by the names of their fields. */
export const keepValues = (form, values) => {
  const name = form?.dataset.draft;
  if (!name) return;
  const { fields } = load(PREFIX + name);
  save(PREFIX + name, { at: Date.now(), fields: { ...fields, ...values } });
};

/** Keep a value as it is typed. */
export const keep = (control) => {
  if (!control.form || !isDraftable(control)) return;
  const value = control.type === "checkbox" ? control.checked : control.value;
  keepValues(control.form, { [control.name]: value });
};

/** Note that a form was sent; its draft goes once the page is left. */
export const mark = (form, sent) => {
  const key = PREFIX + form.dataset.draft;
  const draft = load(key);
  if (draft.fields) save(key, { ...draft, sent });
};

export const keepAll = () => {
  for (const form of all("form[data-draft]")) mark(form, false);
};

/** Drop what was answered or is too old. */
export const sweep = () => {
  for (const key of keys()) {
    const { at, path, sent } = load(key);
    const answered = sent && path !== here();
    if (answered || !(Date.now() - at < MAX_AGE)) sessionStorage.removeItem(key);
  }
};

/** Forget what was typed into a form. */
export const dropDraft = (form) => sessionStorage.removeItem(PREFIX + form.dataset.draft);

export const forget = () => {
  for (const key of keys()) sessionStorage.removeItem(key);
};

const refill = (control, value) => {
  if (control.matches("select")) {
    // Its list may depend on the select before it, which the server has to hear of.
    if (!ready() || !hasOption(control, value)) return false;
    chosen.set(control, value);
    control.value = value;
    tellReact(control);
  } else if (control.type === "checkbox") control.checked = value;
  else control.value = value;
  touched.add(control);
  return true;
};

const waiting = new WeakMap(); // form → fields still to be filled

/** Take a kept value up again, for a field that is still to come. */
export const recall = (form, name) => {
  const value = load(PREFIX + form?.dataset.draft).fields?.[name];
  if (value) waiting.get(form)?.set(name, value);
  return value;
};

/** Take up the drafts again: a server that filled the page anew may know nothing of them. */
export const reenter = (place) => {
  for (const form of all("form[data-draft]", place)) {
    waiting.delete(form);
    for (const control of form.elements) {
      if (!touched.has(control) || !isDraftable(control)) continue;
      if (control.matches("select")) touched.delete(control);
      else tellAgain(control);
    }
  }
};

/** Fill a form with its draft, as far as its controls are there. */
export const restore = (form) => {
  if (!waiting.has(form)) {
    const { fields } = load(PREFIX + form.dataset.draft);
    waiting.set(form, new Map(Object.entries(fields ?? {})));
  }
  const left = waiting.get(form);
  for (const [name, value] of left) {
    const control = form.elements.namedItem(name);
    if (!(control instanceof Element) || !isDraftable(control)) continue;
    if (touched.has(control) || refill(control, value)) left.delete(name);
  }
};
