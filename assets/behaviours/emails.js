/* The list of e-mails: its fields are the server's, what is typed in them is the person's. */

import { keep, recall } from "./drafts.js";
import { all, ready } from "./page.js";
import { touched } from "./values.js";

let wanted = ""; // the field a person asked for, which takes the focus when it comes

const next = ({ dataset }) => `${dataset.adds}_${Number(dataset.rows) + 1}`;

export const askForRow = (button) => {
  wanted = next(button);
};

/** Write a value as if it had been typed. */
export const write = (control, value) => {
  control.value = value;
  touched.add(control);
  keep(control);
};

/** Move what is below a row up, so that the last row can go. */
export const closeGap = (button) => {
  const row = button.closest("[data-email-row]");
  const rows = all("[data-email-row]", row.parentElement);
  const inputs = rows.slice(rows.indexOf(row)).map((each) => each.querySelector("input"));
  inputs.forEach((input, at) => write(input, inputs[at + 1]?.value ?? ""));
};

const looked = new WeakMap(); // button → the field it was last asked for

/** Ask for the fields that a draft has values for, and focus the one that was wanted. */
export const growRows = () => {
  const field = wanted && document.getElementById(wanted);
  if (field) {
    wanted = "";
    field.focus();
  }
  if (!ready()) return;
  for (const button of all("[data-adds]")) {
    const name = next(button);
    if (looked.get(button) === name) continue;
    looked.set(button, name);
    if (recall(button.form, name)) button.click();
  }
};
