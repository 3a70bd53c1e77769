// Runs the paste box's parser, as a browser would, over texts given as JSON.
import { credentialsIn } from "../../assets/behaviours/credentials.js";

let given = "";
for await (const chunk of process.stdin) given += chunk;
process.stdout.write(JSON.stringify(JSON.parse(given).map(credentialsIn)));
