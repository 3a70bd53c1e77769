/* Values: the server's until the person types, then the person's. */

import { all, ready } from "./page.js";

export const touched = new WeakSet(); // controls whose value is the person's
export const chosen = new WeakMap(); // select → what the person chose
const early = new Set(); // controls used before the page was alive
let replaying = false;

export const hasOption = (select, value) =>
  [...select.options].some((option) => option.value === value);

/** Put a select where the person, or else the server, wants it. */
export const follow = (select) => {
  const wanted = [chosen.get(select), select.dataset.value];
  const value = wanted.find((each) => each && hasOption(select, each)) ?? "";
  if (select.value !== value) select.value = value;
};

export const onServerValue = (target, attribute) => {
  if (attribute === "data-value" && target.matches("fieldset")) {
    for (const radio of all("[type=radio]", target))
      radio.checked = radio.value === target.dataset.value;
  } else if (attribute === "data-value") {
    chosen.delete(target);
    follow(target);
  } else if (target.matches("input.control:not([type=file])") && !touched.has(target)) {
    fill(target);
  }
};

/** Fill a field. Under the cursor it is selected, for what is typed next to replace it: a 6
    typed into the 43 that had just arrived would make 643. */
const fill = (control) => {
  if (control.value !== control.defaultValue) control.value = control.defaultValue;
  if (control === document.activeElement) control.select();
};

/** Follow the server's tick until the person has used the box. */
export const onServerTick = (target) => {
  if (target.type === "checkbox" && !touched.has(target)) target.checked = target.defaultChecked;
};

/** Take what the server changed inside a control: its options, or its lines. */
export const onServerContent = (place) => {
  const element = place instanceof Element ? place : place.parentElement;
  const control = element?.closest("select, textarea.control");
  if (control?.matches("select") && control.dataset.value !== undefined) follow(control);
  else if (control?.matches("textarea") && !touched.has(control))
    control.value = control.defaultValue;
};

const retype = (control) => {
  const { value, selectionStart, selectionEnd } = control;
  // React compares with the last value set through the element; the prototype's setter passes by it.
  const prototype = Object.getPrototypeOf(control);
  control.value = "";
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(control, value);
  if (control === document.activeElement && selectionStart !== null)
    control.setSelectionRange(selectionStart, selectionEnd);
  control.dispatchEvent(new Event("input", { bubbles: true }));
};

/** Let the app hear of a value it has missed. */
export const tellReact = (control) => {
  replaying = true;
  if (control.type === "radio") {
    control.checked = false;
    control.click();
  } else if (control.matches("select")) {
    control.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (control.type !== "checkbox") {
    retype(control);
  }
  replaying = false;
};

/** Let the app hear of a value once more, as soon as it listens. */
export const tellAgain = (control) => early.add(control);

/** Call back for every control the person uses. */
export const onUse = (tell) => {
  const listen = ({ type, target: control }) => {
    if (replaying || !(control instanceof Element)) return;
    if (!control.matches("input, select, textarea")) return;
    touched.add(control);
    // A field that was left empty is the server's again to fill.
    if (type === "change" && control.matches("input.control") && control.value === "")
      touched.delete(control);
    if (control.matches("select")) chosen.set(control, control.value);
    if (!ready() && control.type !== "file") early.add(control);
    tell(control);
  };
  addEventListener("input", listen, true);
  addEventListener("change", listen, true);
};

export const replayEarly = () => {
  const used = [...early].filter((control) => control.isConnected);
  early.clear();
  used.forEach(tellReact);
};
