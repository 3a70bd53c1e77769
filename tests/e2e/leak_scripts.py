"""What the pages are made to do beside what a person does with them."""

# Sent as a broken page or a hostile one might: Reflex quotes what it does not expect.
SEND = """([secrets, name]) => {
  const [socket] = window.sockets.filter(each => each.readyState === WebSocket.OPEN);
  const send = data => socket.send('42/_event,' + JSON.stringify(['event', data]));
  send({name, payload: {submitted: secrets, sent: secrets}, router_data: {}});
  send({name, payload: {sent: secrets}, router_data: {}});
  send({name, payload: {submitted: [secrets]}, router_data: {}});
  send({name: secrets.pin, payload: {submitted: secrets}, router_data: {}});
  send({name, payload: secrets.pin});
  send(JSON.stringify({name, payload: secrets}));
  send([secrets]);
  send('not JSON: ' + secrets.pin);
}"""
# What the script does inside a frame: ask for a token for every form that pays.
ARM = "() => document.getElementById('arm-payment').click()"
ARMED = "() => document.getElementById('pay-tokens').value"
PAYMENTS = """() => {
  const tokens = JSON.parse(document.getElementById('pay-tokens').value);
  return [...document.querySelectorAll('form[action="/pagar"]')].map(form => {
    const fields = Object.fromEntries(new FormData(form));
    return {...fields, pay_token: tokens[fields.lookup_key] ?? ''};
  });
}"""
KEEP_SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...given) { super(...given); window.sockets.push(this); }
};
"""
