// A Cloudflare Worker: POST a question, get the report. Nothing is kept and nothing is fetched.
import { createVerifier } from 'chainwhy';

const verifier = createVerifier({ clients: ['chrome', 'curl', 'go', 'java-17', 'node-20'] });

export default {
  async fetch(request) {
    if (request.method !== 'POST') return new Response('POST a question as JSON: { chain, serverName, anchors }\n', { status: 405 });
    let question;
    try {
      question = await request.json();
    } catch {
      return new Response('that is no JSON\n', { status: 400 });
    }
    return Response.json(verifier.explain(question));
  },
};
