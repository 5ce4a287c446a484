// What the other page's own script does: hand on the domain and the root, and let only a trusted chain be deployed.
const why = document.querySelector("#why");
const short = document.querySelector("#short");
const domain = document.querySelector("#domain");
const roots = document.querySelector("#roots");
const deploy = document.querySelector("#deploy");

domain.addEventListener("input", () => {
  for (const one of [why, short]) one.serverName = domain.value;
});
roots.addEventListener("input", () => {
  for (const one of [why, short]) one.anchors = roots.value.trim() === "" ? null : "roots";
});
why.addEventListener("chain-why-report", (event) => {
  deploy.disabled = event.detail.verdict !== "trusted";
});
document.querySelector("#certificate-form").addEventListener("submit", (event) => event.preventDefault());
