"use strict";

// Azurite in this process, for as long as standard input stays open. The pipe is closed by whoever started it, or by the
// operating system when the starter dies in any way at all, so no Azurite is ever left behind.
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.resume();

// Ctrl+C reaches every process of the terminal; the starter is still using its storage then and ends it when it is done.
process.on("SIGINT", () => {});
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));

require("azurite/dist/src/azurite.js");
