// WhoAmI, list, stage, import, poll, export with the npm package dynamics-web-api, which knows nothing of this project.
// Usage: node client.mjs <url> <token> <solution zip> <exported zip>
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamicsWebApi } from "dynamics-web-api";

const [url, token, zip, exported] = process.argv.slice(2);
const api = new DynamicsWebApi({
  serverUrl: url,
  dataApi: { version: "9.2" },
  onTokenRefresh: async () => token,
});

const LIMIT = 60;

async function finished(operationId) {
  for (let attempt = 0; attempt < LIMIT; attempt++) {
    const job = await api.retrieve({
      collection: "asyncoperations",
      key: operationId,
      select: ["statecode", "statuscode", "message", "friendlymessage", "errorcode"],
    });
    if (job.statecode === 3) {
      if (job.statuscode !== 30) {
        throw new Error(`the job failed: ${job.message}`);
      }
      return;
    }
    await sleep(500);
  }
  throw new Error(`the job ${operationId} did not end`);
}

const me = await api.callFunction("WhoAmI");
console.log("who am i:", me.UserId ? "known" : "unknown");

const list = () =>
  api.retrieveMultiple({
    collection: "solutions",
    select: ["uniquename", "version", "ismanaged"],
    filter: "isvisible eq true",
    expand: [{ property: "publisherid", select: ["uniquename", "customizationprefix"] }],
    orderBy: ["uniquename"],
  });
console.log("solutions before:", (await list()).value.length);

const staged = await api.callAction({
  actionName: "StageSolution",
  action: { CustomizationFile: (await readFile(zip)).toString("base64") },
});
const results = staged.StageSolutionResults;
const name = results.SolutionDetails.SolutionUniqueName;
console.log("staged:", results.StageSolutionStatus, name, results.SolutionDetails.SolutionVersion);

const started = await api.callAction({
  actionName: "ImportSolutionAsync",
  action: {
    OverwriteUnmanagedCustomizations: false,
    PublishWorkflows: true,
    SolutionParameters: { StageSolutionUploadId: results.StageSolutionUploadId },
  },
});
await finished(started.AsyncOperationId);
const job = await api.retrieve({
  collection: "importjobs",
  key: started.ImportJobKey,
  select: ["progress", "completedon", "solutionname"],
});
console.log("imported:", job.solutionname, "progress", job.progress);

const installed = (await list()).value.find((row) => row.uniquename === name);
console.log("installed:", installed.uniquename, installed.version, "of", installed.publisherid.uniquename);

const exporting = await api.callAction({
  actionName: "ExportSolutionAsync",
  action: { SolutionName: name, Managed: false },
});
await finished(exporting.AsyncOperationId);
const file = await api.callAction({
  actionName: "DownloadSolutionExportData",
  action: { ExportJobId: exporting.ExportJobId },
});
await writeFile(exported, Buffer.from(file.ExportSolutionFile, "base64"));
console.log("exported:", name);

const missing = await api
  .retrieve({ collection: "solutions", key: "11111111-2222-3333-4444-555555555555" })
  .catch((error) => error);
console.log("an unknown solution:", missing.status, missing.code);
