/* The login's ticket becomes a cookie by a native POST, after which it is gone from here. */

export const handOver = (ticket) => {
  if (!ticket.value) return;
  setTimeout(() => {
    HTMLFormElement.prototype.submit.call(ticket.form);
    ticket.value = "";
  });
};
