import "chainwhy/element";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { questions } from "./questions.js";

function App() {
  const [question, setQuestion] = useState(null);
  const [verdict, setVerdict] = useState("");
  return (
    <>
      {Object.entries(questions).map(([name, one]) => (
        <button key={name} id={name} onClick={() => setQuestion(one)}>
          {name}
        </button>
      ))}
      <chain-why question={question} language="zh-CN" sections="summary picture" onchain-why-report={(event) => setVerdict(event.detail.verdict)}>
        <p slot="empty">Nothing to explain yet.</p>
      </chain-why>
      <output>{verdict}</output>
    </>
  );
}

createRoot(document.querySelector("#app")).render(<App />);
