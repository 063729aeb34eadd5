"use strict";

// Runs Azurite in this process until standard input is closed. The parent process closes it to stop Azurite, and the operating system
// closes it when the parent process ends in any other way, so Azurite never outlives its parent.
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.resume();

// Ctrl+C reaches every process of the terminal, but the parent process still needs the storage and stops Azurite when it has finished.
process.on("SIGINT", () => {});
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));

require("azurite/dist/src/azurite.js");
