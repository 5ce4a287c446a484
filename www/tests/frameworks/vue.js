import "chainwhy/element";
import { createApp, ref, shallowRef } from "vue/dist/vue.esm-bundler.js";
import { questions } from "./questions.js";

const app = createApp({
  setup: () => ({ questions, question: shallowRef(null), verdict: ref("") }),
  template: `
    <button v-for="(one, name) in questions" :key="name" :id="name" @click="question = one">{{ name }}</button>
    <chain-why :question="question" language="zh-CN" sections="summary picture" @chain-why-report="verdict = $event.detail.verdict">
      <p slot="empty">Nothing to explain yet.</p>
    </chain-why>
    <output>{{ verdict }}</output>`,
});
app.config.compilerOptions.isCustomElement = (tag) => tag === "chain-why";
app.mount("#app");
