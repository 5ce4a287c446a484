// Deno's fetch with anchors of its own: `deno run -A deno_client.mjs URL ANCHORS`.
const [url, file] = Deno.args;
try {
  const anchors = await Deno.readTextFile(file);
  const client = Deno.createHttpClient({ caCerts: anchors ? [anchors] : [] });
  await (await fetch(url, { client })).text();
} catch (error) {
  console.error(error.cause ? `${error} | caused by: ${error.cause}` : `${error}`);
  Deno.exit(1);
}
