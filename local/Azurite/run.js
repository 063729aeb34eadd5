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

// Azurite looks up a blob by account, container and name, in this order, and its database uses an index for the first of them only: it
// compares with every blob of the account. With the name first, a night of 300 schools does not spend most of its time in such comparisons.
const { Collection } = require(require.resolve("lokijs", { paths: [require.resolve("azurite/package.json")] }));
const findOne = Collection.prototype.findOne;
Collection.prototype.findOne = function (query) {
  return findOne.call(this, typeof query?.name === "string" ? { name: query.name, ...query } : query);
};

// Every ten minutes Azurite removes the content of deleted and overwritten blobs, and rebuilds an index after each piece: with 50,000 of
// them it answers no request for many minutes. Removed at once, they cost one rebuild.
const MemoryExtentStore = require("azurite/dist/src/common/persistence/MemoryExtentStore").default;
MemoryExtentStore.prototype.deleteExtents = async function (extents) {
  const ids = new Set(extents);
  ids.forEach((id) => this.chunks.delete(this.categoryName, id));
  const metadata = this.metadataStore;
  metadata.db.getCollection(metadata.EXTENTS_COLLECTION).removeWhere((extent) => ids.has(extent.id));
  return ids.size;
};

require("azurite/dist/src/azurite.js");
