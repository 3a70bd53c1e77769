/* Submits: once, and by the living page only. A native one would send the secrets to the
   page's own address. */

import { mark } from "./drafts.js";
import { ask } from "./focus.js";
import { endGlances } from "./glance.js";
import { unread } from "./key_file.js";
import { all, busy, offline, ready, stop } from "./page.js";
import { reveal } from "./clicks.js";
import { awaitAnswer, say } from "./waiting.js";

const RETRY = 100; // ms between two looks at a page that is not alive yet
const ECHO = 500; // ms in which a second submit is a double click
const last = new WeakMap(); // form → when it was sent

const again = (form, submitter) => {
  form.dataset.held = "";
  say("Un momento…");
  setTimeout(() => {
    if (!form.isConnected) return;
    if (!ready() || offline()) {
      again(form, submitter);
      return;
    }
    delete form.dataset.held;
    form.requestSubmit(submitter?.isConnected ? submitter : null);
  }, RETRY);
};

const sent = (form) => {
  last.set(form, Date.now());
  endGlances(form);
  awaitAnswer(form);
  ask();
  mark(form, true);
};

const onSubmit = (event) => {
  const { target: form, submitter } = event;
  if (form.dataset?.draft === undefined) return;
  const button = submitter ?? form.querySelector("[type=submit]");
  const echo = Date.now() - (last.get(form) ?? 0) < ECHO;
  const held = form.dataset.held !== undefined;
  if (busy(button) || echo || held) {
    stop(event);
    return;
  }
  const files = unread(form);
  if (files.length || !ready() || offline()) {
    stop(event);
    form.dataset.held = "";
    Promise.all(files).then(() => again(form, submitter));
    return;
  }
  for (const shown of all("[data-reveal][data-shown]", form)) reveal(shown);
  for (const choice of all("[data-choice]", form)) choice.value = submitter?.value ?? "";
  event.preventDefault();
  let heard = false;
  event.preventDefault = () => {
    heard = true; // Reflex's own handler calls it first of all
  };
  setTimeout(() => (heard ? sent(form) : again(form, submitter)));
};

/** Once there is an answer, the next submit is no echo of the last. */
export const endEchoes = () => all("form[data-draft]").forEach((form) => last.delete(form));

export const listenForSubmits = () => addEventListener("submit", onSubmit, true);
